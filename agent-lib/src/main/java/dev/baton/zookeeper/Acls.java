package dev.baton.zookeeper;

import dev.baton.secure.AclTable;
import dev.baton.secure.Permission;
import dev.baton.secure.Principals;
import dev.baton.secure.StoreRole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** The table of rights as ZooKeeper writes it, for those who are somebody at this store. */
final class Acls {
    private static final int WRITING = ZooDefs.Perms.WRITE | ZooDefs.Perms.DELETE | ZooDefs.Perms.ADMIN;

    private final Principals principals;

    Acls(Principals principals) {
        this.principals = principals;
    }

    /** Whether everybody may do everything. */
    boolean open() {
        return principals.open();
    }

    /** What a node is made with. {@code path}: relative to the chroot. */
    List<ACL> of(String path) {
        if (open()) {
            return ZooDefs.Ids.OPEN_ACL_UNSAFE;
        }
        List<ACL> list = new ArrayList<>();
        wanted(path).forEach((name, permissions) -> list.add(new ACL(bits(permissions), id(name))));
        return list;
    }

    /** By name of principal, the rights of all its roles together; nobody who has none. */
    Map<String, Set<Permission>> wanted(String path) {
        Map<String, Set<Permission>> wanted = new LinkedHashMap<>();
        Map<StoreRole, Set<Permission>> rights = AclTable.of(path).rights();
        for (StoreRole role : StoreRole.values()) {
            Set<Permission> permissions = rights.getOrDefault(role, Set.of());
            for (String name : principals.of(role)) {
                if (!permissions.isEmpty()) {
                    wanted.computeIfAbsent(name, each -> EnumSet.noneOf(Permission.class))
                            .addAll(permissions);
                }
            }
        }
        return wanted;
    }

    /** Whether by that list only agents and admins can write, delete below or change the list. One that hides its names is not believed. */
    boolean onlyAgentsWrite(List<ACL> list) {
        if (open()) {
            return true;
        }
        Set<String> trusted = new TreeSet<>(principals.of(StoreRole.AGENT));
        trusted.addAll(principals.of(StoreRole.ADMIN));
        return list.stream()
                .filter(acl -> (acl.getPerms() & WRITING) != 0)
                .allMatch(acl -> trusted.contains(name(acl.getId())));
    }

    /** By name, what a list grants. */
    static Map<String, Set<Permission>> granted(List<ACL> list) {
        Map<String, Set<Permission>> granted = new LinkedHashMap<>();
        for (ACL acl : list) {
            Set<Permission> to = granted.computeIfAbsent(name(acl.getId()), each -> EnumSet.noneOf(Permission.class));
            for (Permission permission : Permission.values()) {
                if ((acl.getPerms() & bit(permission)) != 0) {
                    to.add(permission);
                }
            }
        }
        return granted;
    }

    private static String name(Id id) {
        return id.getScheme() + ":" + id.getId();
    }

    private static Id id(String name) {
        int colon = name.indexOf(':');
        return new Id(name.substring(0, colon), name.substring(colon + 1));
    }

    private static int bits(Set<Permission> permissions) {
        return permissions.stream().mapToInt(Acls::bit).reduce(0, (a, b) -> a | b);
    }

    private static int bit(Permission permission) {
        return switch (permission) {
            case READ -> ZooDefs.Perms.READ;
            case WRITE -> ZooDefs.Perms.WRITE;
            case CREATE -> ZooDefs.Perms.CREATE;
            case DELETE -> ZooDefs.Perms.DELETE;
            case ADMIN -> ZooDefs.Perms.ADMIN;
        };
    }
}
