package dev.baton.lab.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** How many writes a store has seen, by its {@code srvr} command, which a stock ZooKeeper answers. */
final class StoreCounter {
    private static final int LIMIT_MILLIS = 2_000;
    private static final long COUNTER = (1L << 32) - 1;

    private StoreCounter() {}

    /** The counter in the zxid of the first server in that connect string. */
    static long zxid(String connect) throws IOException {
        String server = connect.split("[,/]", 2)[0];
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(
                    new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1))),
                    LIMIT_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : answer.split("\n", -1)) {
                if (line.startsWith("Zxid: 0x")) {
                    return Long.parseLong(line.substring("Zxid: 0x".length()).trim(), 16) & COUNTER;
                }
            }
            throw new IOException("the store at " + server + " answers 'srvr' with no zxid: " + answer);
        }
    }
}
