package dev.baton.lab.store;

import dev.baton.secure.Security;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Asks a ZooKeeper server on 127.0.0.1 what it is, by its {@code srvr} command. */
public final class ServerMode {
    /** A paused server accepts and never answers. */
    private static final int LIMIT_MILLIS = 500;

    private static final String LINE = "Mode: ";

    private ServerMode() {}

    /** {@code leader}, {@code follower} or {@code standalone}; null where it serves nobody now. Blocks for at most a second. */
    public static @Nullable String ask(int port, Security security) {
        TlsIdentity tls = security.storeTls() ? security.tls() : null;
        SocketFactory sockets =
                tls == null ? SocketFactory.getDefault() : tls.context().getSocketFactory();
        try (Socket socket = sockets.createSocket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            if (socket instanceof SSLSocket secured) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines()
                    .filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()).trim())
                    .findFirst()
                    .orElse(null);
        } catch (IOException silent) {
            return null;
        }
    }
}
