package dev.baton.lab.store;

import dev.baton.secure.TlsFiles;
import java.util.Map;
import org.apache.zookeeper.server.NettyServerCnxnFactory;
import org.apache.zookeeper.server.auth.X509AuthenticationProvider;

/**
 * How a stock ZooKeeper server is told to serve by TLS only, to ask each client for a certificate, and to know it by that. It reads its files
 * anew for each connection. The settings are made inside of the process and name the file of the passphrase, never the passphrase: an argument or a
 * crash report would show them.
 */
final class ServerSecurity {
    private static final String PREFIX = "zookeeper.";

    private ServerSecurity() {}

    /** To be called before any class of the server is loaded. */
    static void apply(TlsFiles files) {
        System.setProperty(PREFIX + "serverCnxnFactory", NettyServerCnxnFactory.class.getName());
        System.setProperty(PREFIX + "authProvider.x509", X509AuthenticationProvider.class.getName());
        clients(files).forEach((key, value) -> System.setProperty(PREFIX + key, value));
    }

    private static Map<String, String> clients(TlsFiles files) {
        return Map.of(
                "ssl.keyStore.location", files.keyStore().toString(),
                "ssl.keyStore.type", "PKCS12",
                "ssl.keyStore.passwordPath", files.passphrase().toString(),
                "ssl.trustStore.location", files.trustStore().toString(),
                "ssl.trustStore.type", "PKCS12",
                "ssl.trustStore.passwordPath", files.passphrase().toString(),
                "ssl.clientAuth", "need");
    }

    /** Further lines of a server's configuration: what the servers of an ensemble say to each other goes by TLS as well. */
    static Map<String, String> ensemble(TlsFiles files) {
        return Map.of(
                "sslQuorum",
                "true",
                "sslQuorumReloadCertFiles",
                "true",
                "ssl.quorum.keyStore.location",
                files.keyStore().toString(),
                "ssl.quorum.keyStore.type",
                "PKCS12",
                "ssl.quorum.keyStore.passwordPath",
                files.passphrase().toString(),
                "ssl.quorum.trustStore.location",
                files.trustStore().toString(),
                "ssl.quorum.trustStore.type",
                "PKCS12",
                "ssl.quorum.trustStore.passwordPath",
                files.passphrase().toString());
    }
}
