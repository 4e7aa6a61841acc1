package dev.baton.state;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/** Reads the file of one snapshot, once. What it hands out counts only after {@link #forEach} has returned. */
public final class SnapshotReader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int SHA_BYTES = 32;

    private final InputStream file;
    private final MessageDigest sha = SnapshotWriter.sha256();
    private final DataInputStream in;
    private final SnapshotHeader header;
    private final long size;
    private final BooleanSupplier over;

    /** {@code over} is asked now and then whether to give up. */
    SnapshotReader(Path path, BooleanSupplier over) throws IOException {
        this.over = over;
        this.size = Files.size(path);
        this.file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        // The digest sits above the buffer, so that it sees exactly what was read; so it is read in pieces, not bytes.
        this.in = new DataInputStream(new BufferedInputStream(new Bounded(file, size - SHA_BYTES, sha), BUFFER));
        try {
            this.header = SnapshotHeader.read(in);
            // Each entry has two lengths: whoever makes room for so many may trust in that.
            if (header.digest().count() < 0 || header.digest().count() > size / 8) {
                throw new StateException("claims " + header.digest().count() + " entries in " + size + " bytes");
            }
        } catch (EOFException cut) {
            file.close();
            throw new StateException("ends within its head", cut);
        } catch (IOException | RuntimeException bad) {
            file.close();
            throw bad;
        }
    }

    public SnapshotHeader header() {
        return header;
    }

    /**
     * Calls for every entry, then checks the whole.
     *
     * @throws StateException where the file is cut or does not match its checksum
     */
    public void forEach(Frozen.Visitor visitor) throws IOException {
        SnapshotWriter.Sum sum = new SnapshotWriter.Sum();
        try {
            for (int length = in.readInt(); length != SnapshotWriter.END; length = in.readInt()) {
                if (over.getAsBoolean()) {
                    throw new IOException("given up");
                }
                byte[] key = bytes(length);
                byte[] value = bytes(in.readInt());
                sum.add(key, value);
                visitor.entry(key, value);
            }
            requireSha();
        } catch (EOFException cut) {
            throw new StateException("is cut short", cut);
        }
        sum.require(header.digest());
    }

    private byte[] bytes(int length) throws IOException {
        if (length < 0 || length > size) {
            throw new StateException("holds a length of " + length + " in " + size + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private void requireSha() throws IOException {
        if (in.read() >= 0) {
            throw new StateException("goes on after its end");
        }
        byte[] found = sha.digest();
        byte[] expected = file.readNBytes(SHA_BYTES);
        if (!Arrays.equals(found, expected)) {
            HexFormat hex = HexFormat.of();
            throw new StateException("does not match its checksum: expected SHA-256 " + hex.formatHex(expected)
                    + ", found " + hex.formatHex(found));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** All of a stream but its end, digested on the way. */
    private static final class Bounded extends InputStream {
        private final DigestInputStream from;
        private long left;

        Bounded(InputStream from, long length, MessageDigest sha) {
            this.from = new DigestInputStream(from, sha);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = from.read();
            left -= read < 0 ? left : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = from.read(into, offset, (int) Math.min(length, left));
            left -= read < 0 ? left : read;
            return read;
        }
    }
}
