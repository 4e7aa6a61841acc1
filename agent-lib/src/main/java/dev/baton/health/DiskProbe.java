package dev.baton.health;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@link Probes#disk}. Having room is not enough: a file system that went read-only has much of it. */
final class DiskProbe implements Probe {
    private static final int BYTES = 512;

    private final Path folder;
    private final long minBytes;
    private final int minPercent;

    DiskProbe(Path folder, long minBytes, int minPercent) {
        this.folder = folder;
        this.minBytes = minBytes;
        this.minPercent = minPercent;
    }

    @Override
    public Finding look() throws IOException {
        FileStore store = Files.getFileStore(folder);
        Finding room = room(store.getUsableSpace(), store.getTotalSpace());
        if (!room.ok()) {
            return room;
        }
        try {
            write();
        } catch (IOException e) {
            return Finding.failed("cannot write into " + folder + ": " + e);
        }
        return room;
    }

    Finding room(long usable, long total) {
        double percent = total <= 0 ? 0 : 100.0 * usable / total;
        String found = String.format(java.util.Locale.ROOT, "%d bytes (%.1f %%) are free", usable, percent);
        if (usable < minBytes) {
            return Finding.failed(found + ", expected at least " + minBytes + " bytes in " + folder);
        }
        if (percent < minPercent) {
            return Finding.failed(found + ", expected at least " + minPercent + " % in " + folder);
        }
        return Finding.ok(found);
    }

    private void write() throws IOException {
        Path file = Files.createTempFile(folder, ".baton-check-", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer data = ByteBuffer.allocate(BYTES);
            while (data.hasRemaining()) {
                int unused = channel.write(data);
            }
            channel.force(true); // Without it a full disk may tell only later.
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
