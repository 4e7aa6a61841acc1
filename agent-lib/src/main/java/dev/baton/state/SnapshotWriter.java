package dev.baton.state;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.BooleanSupplier;

/**
 * Writes the file of one snapshot: head, then each entry as length and bytes of key and value, then -1, then the SHA-256 of all that. Numbers
 * are big-endian.
 */
final class SnapshotWriter {
    static final int END = -1;
    private static final int BUFFER = 1 << 16;

    private SnapshotWriter() {}

    /**
     * Returns once it is on the disk.
     *
     * @throws StateException where the state does not match its digest: then something changed it behind the store's back
     * @throws IOException where it cannot be written, or {@code over} says that nobody wants it any more
     */
    static void write(Path file, SnapshotHeader header, Frozen state, BooleanSupplier over) throws IOException {
        MessageDigest sha = sha256();
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream raw = Channels.newOutputStream(channel)) {
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(raw, sha), BUFFER));
            header.write(out);
            Sum sum = new Sum();
            state.forEach((key, value) -> {
                if (over.getAsBoolean()) {
                    throw new IOException("given up");
                }
                sum.add(key, value);
                out.writeInt(key.length);
                out.write(key);
                out.writeInt(value.length);
                out.write(value);
            });
            sum.require(header.digest());
            out.writeInt(END);
            out.flush();
            raw.write(sha.digest());
            channel.force(true);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** The digest of the entries as they pass. */
    static final class Sum {
        private long sum;
        private long count;

        void add(byte[] key, byte[] value) {
            sum += Digest.hash(key, value);
            count++;
        }

        void require(Digest expected) {
            Digest found = new Digest(sum, count);
            if (!found.equals(expected)) {
                throw new StateException(
                        "the state does not match its digest: expected " + expected + ", found " + found);
            }
        }
    }
}
