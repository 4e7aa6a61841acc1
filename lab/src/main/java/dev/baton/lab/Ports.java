package dev.baton.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Finds ports of 127.0.0.1 that nobody uses.
 *
 * <p>Below the range from which the kernel takes the ports of outgoing connections: a lab port is shut while its process is down, and must
 * still be free when it comes back.
 */
public final class Ports {
    private static final int LOWEST = 12_000;
    private static final int DEFAULT_END = 32_000;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Ports() {}

    /**
     * So many ports, all different, free a moment ago.
     *
     * @throws LabException where there are not so many
     */
    public static List<Integer> free(int count) throws LabException {
        int end = ephemeralStart();
        int span = end - LOWEST;
        int offset = ThreadLocalRandom.current().nextInt(span);
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < span && found.size() < count; i++) {
            int port = LOWEST + (offset + i) % span;
            if (isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new LabException("only " + found.size() + " free ports between " + LOWEST + " and " + end
                    + " on 127.0.0.1: the lab needs " + count);
        }
        return found;
    }

    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int ephemeralStart() {
        try {
            String range = Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
            int start = Integer.parseInt(BLANKS.split(range.trim(), 2)[0]);
            return start > LOWEST + 1_000 ? start : DEFAULT_END;
        } catch (IOException | NumberFormatException unknown) {
            return DEFAULT_END;
        }
    }
}
