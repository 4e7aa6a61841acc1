package dev.baton.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Held while a lab's processes are being started or stopped, so that two commands cannot do both at once. */
final class LabLock implements AutoCloseable {
    private final FileChannel channel;

    private LabLock(FileChannel channel) {
        this.channel = channel;
    }

    static LabLock take(LabFiles files) throws LabException {
        try {
            Files.createDirectories(files.dir());
            FileChannel channel = FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new LabException("another command is starting or stopping the lab in " + files.dir()
                        + ": wait until it has ended, then try again");
            }
            return new LabLock(channel);
        } catch (IOException failed) {
            throw new LabException("cannot lock " + files.lock() + ": " + failed, failed);
        }
    }

    @org.jspecify.annotations.Nullable
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock goes with the process at the latest.
        }
    }
}
