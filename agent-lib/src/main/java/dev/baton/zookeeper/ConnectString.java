package dev.baton.zookeeper;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.common.PathUtils;

/**
 * Where the servers are and under which node everything lies: {@code host:port,host:port/chroot}.
 *
 * <p>The chroot is put before each path here and not by ZooKeeper's client, so that its own parents can be created and read.
 *
 * @param chroot without a trailing slash; empty where there is none
 */
record ConnectString(List<Server> servers, String chroot) {
    private static final String EXPECTED =
            "expected HOST:PORT[,HOST:PORT...][/CHROOT], for example 127.0.0.1:2181/baton";

    record Server(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    ConnectString {
        servers = List.copyOf(servers);
    }

    static ConnectString parse(String text) {
        int slash = text.indexOf('/');
        String hosts = slash < 0 ? text : text.substring(0, slash);
        List<Server> servers = new ArrayList<>();
        for (String server : hosts.split(",", -1)) {
            servers.add(server(server.trim(), text));
        }
        return new ConnectString(servers, slash < 0 ? "" : chroot(text.substring(slash), text));
    }

    private static Server server(String server, String text) {
        int colon = server.lastIndexOf(':');
        String host = colon < 0 ? server : server.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw malformed(text, "the address '" + server + "' needs brackets: [ADDRESS]:PORT");
        }
        if (colon < 0 || host.isBlank()) {
            throw malformed(text, "the server '" + server + "' is not HOST:PORT");
        }
        String port = server.substring(colon + 1);
        try {
            int number = Integer.parseInt(port);
            if (number >= 1 && number <= 65_535) {
                return new Server(host, number);
            }
        } catch (NumberFormatException notANumber) {
            // The message below says it.
        }
        throw malformed(text, "the port '" + port + "' is not a number from 1 to 65535");
    }

    private static String chroot(String path, String text) {
        if (path.equals("/")) {
            return "";
        }
        try {
            PathUtils.validatePath(path);
            return path;
        } catch (IllegalArgumentException e) {
            throw malformed(text, "the chroot '" + path + "' is not a path: " + e.getMessage());
        }
    }

    private static IllegalArgumentException malformed(String text, String problem) {
        return new IllegalArgumentException("connect string '" + text + "': " + problem + "; " + EXPECTED);
    }

    /** The path as the servers know it. */
    String absolute(String path) {
        return path.equals("/") ? (chroot.isEmpty() ? "/" : chroot) : chroot + path;
    }

    /** The path as our callers know it. */
    String relative(String absolute) {
        return absolute.length() == chroot.length() ? "/" : absolute.substring(chroot.length());
    }

    String serverList() {
        return String.join(",", servers.stream().map(Server::toString).toList());
    }
}
