package dev.baton.lab.store;

import dev.baton.secure.AclTable;
import dev.baton.secure.Permission;
import dev.baton.secure.Principals;
import dev.baton.secure.Security;
import dev.baton.secure.StoreAuth;
import dev.baton.secure.StoreRole;
import dev.baton.secure.TlsFiles;
import dev.baton.secure.TlsIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** How the lab's own handles are secured, and the table of rights as ZooKeeper writes it. Stock means only: it shares nothing with the library's client. */
final class StoreClient {
    private static final Map<Permission, Integer> BITS = Map.of(
            Permission.READ, ZooDefs.Perms.READ,
            Permission.WRITE, ZooDefs.Perms.WRITE,
            Permission.CREATE, ZooDefs.Perms.CREATE,
            Permission.DELETE, ZooDefs.Perms.DELETE,
            Permission.ADMIN, ZooDefs.Perms.ADMIN);

    private StoreClient() {}

    /** The configuration of a handle; it names the file of the passphrase, never the passphrase. */
    static ZKClientConfig config(Security security) {
        ZKClientConfig config = new ZKClientConfig();
        TlsIdentity tls = security.tls();
        if (security.storeTls() && tls != null) {
            TlsFiles files = tls.files();
            config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
            config.setProperty(
                    ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
            config.setProperty(
                    "zookeeper.ssl.keyStore.location", files.keyStore().toString());
            config.setProperty("zookeeper.ssl.keyStore.type", "PKCS12");
            config.setProperty(
                    "zookeeper.ssl.keyStore.passwordPath", files.passphrase().toString());
            config.setProperty(
                    "zookeeper.ssl.trustStore.location", files.trustStore().toString());
            config.setProperty("zookeeper.ssl.trustStore.type", "PKCS12");
            config.setProperty(
                    "zookeeper.ssl.trustStore.passwordPath", files.passphrase().toString());
        }
        return config;
    }

    /** Says who this is; before anything else on the handle. */
    static void introduce(ZooKeeper client, Security security) {
        for (StoreAuth auth : security.auths()) {
            client.addAuthInfo(auth.scheme(), auth.credentials().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The rights of a node. {@code path}: relative to the chroot. */
    static List<ACL> acl(Principals principals, String path) {
        if (principals.open()) {
            return ZooDefs.Ids.OPEN_ACL_UNSAFE;
        }
        List<ACL> list = new ArrayList<>();
        Map<StoreRole, Set<Permission>> rights = AclTable.of(path).rights();
        for (StoreRole role : StoreRole.values()) {
            int bits = 0;
            for (Permission permission : rights.getOrDefault(role, Set.of())) {
                bits |= BITS.getOrDefault(permission, 0);
            }
            int perms = bits;
            if (perms != 0) {
                ids(principals.of(role)).forEach(id -> list.add(new ACL(perms, id)));
            }
        }
        return list;
    }

    /** Names such as {@code x509:CN=admin} as ZooKeeper has them. */
    static List<Id> ids(List<String> names) {
        return names.stream()
                .map(name -> new Id(name.substring(0, name.indexOf(':')), name.substring(name.indexOf(':') + 1)))
                .toList();
    }
}
