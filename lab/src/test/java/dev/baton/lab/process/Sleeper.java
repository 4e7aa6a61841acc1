package dev.baton.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** A process for tests: {@code wait} gets ready and waits; {@code fail} says why and ends; {@code deaf} does not end on SIGTERM; {@code write
 * FILE} appends to a file without end, whether or not that works. */
public final class Sleeper {
    private Sleeper() {}

    public static void main(String[] args) throws InterruptedException {
        if (args[0].equals("fail")) {
            System.err.println("port 9 is in use by another process");
            System.exit(1);
        }
        if (args[0].equals("deaf")) {
            CountDownLatch never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    never.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        if (args[0].equals("write")) {
            Thread.ofPlatform().daemon().start(() -> write(Path.of(args[1])));
        }
        System.out.println("READY " + ProcessHandle.current().pid());
        new CountDownLatch(1).await();
    }

    private static void write(Path file) {
        do {
            try {
                Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException full) {
                // Tried again.
            }
        } while (Pause.millis(1));
    }
}
