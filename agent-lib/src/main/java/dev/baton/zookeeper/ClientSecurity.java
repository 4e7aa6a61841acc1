package dev.baton.zookeeper;

import dev.baton.secure.Security;
import dev.baton.secure.StoreAuth;
import dev.baton.secure.TlsFiles;
import dev.baton.secure.TlsIdentity;
import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ClientX509Util;

/**
 * Makes a ZooKeeper handle secure. ZooKeeper reads the files of the certificate anew for each connection that it makes, which is how they are
 * rotated without a restart; its configuration holds their names only, and belongs to one handle, so that several stores in one process do
 * not meet.
 */
final class ClientSecurity {
    private ClientSecurity() {}

    static ZKClientConfig config(Security security) {
        return config(security, true);
    }

    /** @param certificate whether it shows its own, where it has one */
    static ZKClientConfig config(Security security, boolean certificate) {
        ZKClientConfig config = new ZKClientConfig();
        if (System.getProperty("java.security.auth.login.config") == null) {
            // Without a login there is nothing to negotiate, and the attempt costs a reverse look-up of each server's
            // name.
            config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        }
        TlsIdentity tls = security.tls();
        if (!security.storeTls() || tls == null) {
            return config;
        }
        config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
        config.setProperty(ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
        TlsFiles files = tls.files();
        String passphrase = files.passphrase().toAbsolutePath().toString();
        try (ClientX509Util names = new ClientX509Util()) {
            if (certificate) {
                config.setProperty(
                        names.getSslKeystoreLocationProperty(),
                        files.keyStore().toAbsolutePath().toString());
                config.setProperty(names.getSslKeystoreTypeProperty(), "PKCS12");
                config.setProperty(names.getSslKeystorePasswdPathProperty(), passphrase);
            } else {
                config.setProperty(names.getSslKeystoreLocationProperty(), ""); // Also where the whole process has one.
            }
            config.setProperty(
                    names.getSslTruststoreLocationProperty(),
                    files.trustStore().toAbsolutePath().toString());
            config.setProperty(names.getSslTruststoreTypeProperty(), "PKCS12");
            config.setProperty(names.getSslTruststorePasswdPathProperty(), passphrase);
            config.setProperty(names.getSslHostnameVerificationEnabledProperty(), "true");
        }
        return config;
    }

    /** Call before anything else is sent on the handle: it says who it is first, again with each connection. */
    static void introduce(ZooKeeper zooKeeper, Security security) {
        for (StoreAuth auth : security.auths()) {
            zooKeeper.addAuthInfo(auth.scheme(), auth.credentials().getBytes(StandardCharsets.UTF_8));
        }
    }
}
