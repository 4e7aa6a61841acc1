package dev.baton.zookeeper;

import dev.baton.secure.Permission;
import dev.baton.secure.Principals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the rights that nodes have with the table. Pure. */
public final class AccessReview {
    private static final String EVERYBODY = "world:anyone";

    private final Acls acls;

    public AccessReview(Principals principals) {
        this.acls = new Acls(principals);
    }

    /** Each principal at each node that may do more or less than the table says; those whose rights could not be read are left out. */
    public List<Hole> holes(Collection<NodeRights> nodes) {
        List<Hole> holes = new ArrayList<>();
        nodes.forEach(node -> holes(node, holes));
        return holes;
    }

    private void holes(NodeRights node, List<Hole> holes) {
        Map<String, Set<Permission>> granted = node.granted();
        if (granted == null) {
            return;
        }
        Map<String, Set<Permission>> left = new LinkedHashMap<>(acls.wanted(node.row()));
        // What everybody may, nobody lacks.
        Set<Permission> everybody = granted.getOrDefault(EVERYBODY, Set.of());
        granted.forEach((name, is) -> {
            String known = known(name, left.keySet());
            Set<Permission> should = left.getOrDefault(known, Set.of());
            left.remove(known);
            add(holes, node, known, minus(is, should), missing(node, minus(should, everybody), is));
        });
        if (node.below() != null) {
            left.forEach((name, should) -> add(holes, node, name, Set.of(), minus(should, everybody)));
        }
    }

    /** What is above the chroot is not Baton's: less than the table says is enough there. */
    private static Set<Permission> missing(NodeRights node, Set<Permission> should, Set<Permission> is) {
        return node.below() == null ? Set.of() : minus(should, is);
    }

    private static void add(
            List<Hole> holes, NodeRights node, String who, Set<Permission> granted, Set<Permission> missing) {
        if (!granted.isEmpty() || !missing.isEmpty()) {
            holes.add(new Hole(node.path(), who, granted, missing));
        }
    }

    /** What that identity should be able to do with that node by the table. */
    public Set<Permission> expected(NodeRights node, Collection<String> names) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        acls.wanted(node.row()).forEach((name, permissions) -> {
            if (names.contains(name)) {
                all.addAll(permissions);
            }
        });
        return all;
    }

    /** Who lacks ADMIN is shown {@code digest:user:x} in place of each digest: the user's name must do. */
    private static String known(String name, Set<String> wanted) {
        if (!name.startsWith("digest:") || !name.endsWith(":x")) {
            return name;
        }
        String user = name.substring(0, name.length() - 1);
        return wanted.stream().filter(each -> each.startsWith(user)).findFirst().orElse(name);
    }

    private static Set<Permission> minus(Set<Permission> all, Set<Permission> without) {
        Set<Permission> rest = EnumSet.noneOf(Permission.class);
        rest.addAll(all);
        rest.removeAll(without);
        return rest;
    }
}
