package dev.baton.lab.bench;

import dev.baton.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench/death [--mib LIST] [--trials N] [--json]}: how long after kill -9 of a JVM its peer is told, by the end of its connection, for heaps of
 * some sizes by small and by large pages. The kernel takes a dead process's memory back before it closes its files.
 */
public final class DeathBench {
    private static final int LIMIT_MILLIS = 30_000;
    private static final int PAGE = 4096;

    private DeathBench() {}

    /** Arguments as above. */
    public static void main(String[] args) throws Exception {
        List<Integer> sizes = List.of(64, 256, 1024);
        int trials = 11;
        boolean json = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--child" -> {
                    child(Integer.parseInt(args[i + 1]), Integer.parseInt(args[i + 2]));
                    return;
                }
                case "--mib" ->
                    sizes = List.of(args[++i].split(",", -1)).stream()
                            .map(Integer::valueOf)
                            .toList();
                case "--trials" -> trials = Integer.parseInt(args[++i]);
                case "--json" -> json = true;
                default -> {
                    System.err.println("unknown argument '" + args[i] + "': expected --mib LIST, --trials N, --json");
                    System.exit(2);
                }
            }
        }
        Map<String, Sample> found = new LinkedHashMap<>();
        for (int mib : sizes) {
            for (String pages : List.of("small pages", "large pages")) {
                List<Double> millis = new ArrayList<>();
                for (int i = 0; i < trials; i++) {
                    millis.add(trial(mib, pages.equals("large pages")));
                }
                found.put(mib + " MiB of heap, " + pages, Sample.of("kill9", millis));
            }
        }
        if (json) {
            System.out.println(Json.text(found));
        } else {
            found.forEach((what, sample) -> System.out.printf(
                    Locale.ROOT,
                    "%-32s n %d  min %.1f  median %.1f  max %.1f ms%n",
                    what,
                    sample.n(),
                    sample.minMs(),
                    sample.medianMs(),
                    sample.maxMs()));
        }
    }

    private static double trial(int mib, boolean large) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(LIMIT_MILLIS);
            Process child = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-XX:+UseSerialGC",
                            "-Xms" + (mib + mib / 2 + 16) + "m",
                            "-Xmx" + (mib + mib / 2 + 16) + "m",
                            large ? "-XX:+UseTransparentHugePages" : "-XX:-UseTransparentHugePages",
                            "-cp",
                            System.getProperty("java.class.path", ""),
                            DeathBench.class.getName(),
                            "--child",
                            Integer.toString(mib),
                            Integer.toString(server.getLocalPort()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (Socket peer = server.accept()) {
                peer.setSoTimeout(LIMIT_MILLIS);
                if (peer.getInputStream().read() != 'r') {
                    throw new IOException("expected the child to say that it is ready");
                }
                long killed = System.nanoTime();
                child.destroyForcibly();
                end(peer);
                return (System.nanoTime() - killed) / 1e6;
            } finally {
                child.destroyForcibly();
                child.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void end(Socket peer) throws IOException {
        try {
            if (peer.getInputStream().read() >= 0) {
                throw new IOException("expected the end of the connection, found more");
            }
        } catch (SocketException reset) {
            // An end as good as any other.
        }
    }

    /** Has so much heap in use, says so, and waits to be killed. */
    private static void child(int mib, int port) throws IOException {
        byte[][] heap = new byte[mib][1 << 20];
        for (byte[] chunk : heap) {
            for (int i = 0; i < chunk.length; i += PAGE) {
                chunk[i] = 1;
            }
        }
        try (Socket parent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            parent.getOutputStream().write("r".getBytes(StandardCharsets.US_ASCII));
            System.exit(parent.getInputStream().read() < 0 ? heap.length - mib : 1);
        }
    }
}
