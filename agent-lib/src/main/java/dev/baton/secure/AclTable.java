package dev.baton.secure;

import static dev.baton.secure.Permission.ADMIN;
import static dev.baton.secure.Permission.CREATE;
import static dev.baton.secure.Permission.DELETE;
import static dev.baton.secure.Permission.READ;
import static dev.baton.secure.Permission.WRITE;

import dev.baton.model.StoreLayout;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may do what with each node of the layout. The one table: agents and clients make their nodes by it, {@code baton doctor} compares the store
 * with it and tries it out, the documentation shows it.
 *
 * <p>Agents have ADMIN on an action, which operators make: the store shows the whole list of rights, digests and all, to those only who have it, and
 * agents must see it to believe the action.
 *
 * <p>Nobody may delete a lease, a leadership or a member's record, whose versions must only grow (protocol: In the store): deleting is a
 * permission on the parent, which no role has there. Whoever is in no role has no permission at all.
 */
public final class AclTable {
    /** One kind of node. {@code name}: as documents write it, below the chroot. */
    public record Row(String name, Map<StoreRole, Set<Permission>> rights) {}

    private record Rule(Pattern path, Row row) {}

    private static final String GROUP = StoreLayout.GROUPS + "/[^/]+";
    private static final List<Rule> RULES = List.of(
            rule("/", "/", "r", "r", "rc", "rcwa"),
            rule(StoreLayout.GROUPS, "/groups", "r", "r", "rc", "rcwa"),
            rule(StoreLayout.OPERATORS, "/operators", "r", "r", "r", "rcwa"),
            rule(StoreLayout.OPERATORS + "/[^/]+", "/operators/{keyId}", "r", "r", "r", "rwa"),
            rule(StoreLayout.AUDIT, "/audit", "r", "r", "rwd", "rwcda"),
            rule(StoreLayout.AUDIT + "/[^/]+", "/audit/{n}", "r", "r", "r", "ra"),
            rule(GROUP, "/groups/{g}", "r", "r", "rc", "rca"),
            rule(GROUP + "/policy", "/groups/{g}/policy", "r", "r", "rw", "rwa"),
            rule(GROUP + "/leadership", "/groups/{g}/leadership", "r", "r", "rw", "ra"),
            rule(GROUP + "/lease", "/groups/{g}/lease", "r", "r", "rw", "ra"),
            rule(GROUP + "/members", "/groups/{g}/members", "r", "r", "rc", "ra"),
            rule(GROUP + "/members/[^/]+", "/groups/{g}/members/{m}", "r", "r", "rw", "ra"),
            rule(GROUP + "/live", "/groups/{g}/live", "r", "r", "rcd", "ra"),
            rule(GROUP + "/live/[^/]+", "/groups/{g}/live/{m}", "r", "r", "rw", "ra"),
            rule(GROUP + "/epochs", "/groups/{g}/epochs", "r", "r", "rcd", "ra"),
            rule(GROUP + "/epochs/[^/]+", "/groups/{g}/epochs/{e}", "r", "r", "rcd", "ra"),
            rule(GROUP + "/epochs/[^/]+/active", "/groups/{g}/epochs/{e}/active", "r", "r", "r", "ra"),
            rule(GROUP + "/actions", "/groups/{g}/actions", "r", "rc", "rcd", "ra"),
            rule(GROUP + "/actions/[^/]+", "/groups/{g}/actions/{id}", "r", "rc", "rwcda", "ra"),
            rule(GROUP + "/actions/[^/]+/[^/]+", "/groups/{g}/actions/{id}/abort, approval", "r", "r", "r", "ra"),
            rule(GROUP + "/open-action", "/groups/{g}/open-action", "r", "rw", "rw", "rwa"),
            rule(GROUP + "/acknowledged", "/groups/{g}/acknowledged", "r", "rw", "rw", "ra"),
            rule(GROUP + "/alerts", "/groups/{g}/alerts", "r", "rw", "rw", "ra"),
            rule(GROUP + "/audit", "/groups/{g}/audit", "r", "r", "rwcd", "ra"),
            rule(GROUP + "/audit/[^/]+", "/groups/{g}/audit/{n}", "r", "r", "r", "ra"));
    /** The path by which this table knows what is above the chroot. */
    public static final String ABOVE = "..";

    /** At most: what is above the chroot is not Baton's. Agents make the chroot there. */
    private static final Row OUTSIDE =
            rule(".*", "above the chroot", "r", "r", "rc", "rwcda").row();
    /** What is not in the layout: agents rehearse on scratch nodes. */
    private static final Row OTHER =
            rule(".*", "anything else", "r", "r", "rwcd", "rwcda").row();

    private AclTable() {}

    /** Every kind of node, in the order of the documentation. */
    public static List<Row> rows() {
        return RULES.stream().map(Rule::row).toList();
    }

    /** The row of that path, which is relative to the chroot, or {@link #ABOVE}. */
    public static Row of(String path) {
        if (path.equals(ABOVE)) {
            return OUTSIDE;
        }
        for (Rule rule : RULES) {
            if (rule.path().matcher(path).matches()) {
                return rule.row();
            }
        }
        return OTHER;
    }

    /** Rights as one letter each, in the order {@code rwcda}; a dash for none. */
    public static String letters(Set<Permission> permissions) {
        StringBuilder letters = new StringBuilder();
        permissions.stream()
                .sorted()
                .forEach(permission -> letters.append(
                        switch (permission) {
                            case READ -> 'r';
                            case WRITE -> 'w';
                            case CREATE -> 'c';
                            case DELETE -> 'd';
                            case ADMIN -> 'a';
                        }));
        return letters.length() == 0 ? "-" : letters.toString();
    }

    private static Rule rule(String path, String name, String viewer, String operator, String agent, String admin) {
        Map<StoreRole, Set<Permission>> rights = new EnumMap<>(StoreRole.class);
        rights.put(StoreRole.VIEWER, permissions(viewer));
        rights.put(StoreRole.OPERATOR, permissions(operator));
        rights.put(StoreRole.AGENT, permissions(agent));
        rights.put(StoreRole.ADMIN, permissions(admin));
        return new Rule(Pattern.compile(path), new Row(name, Map.copyOf(rights)));
    }

    private static Set<Permission> permissions(String letters) {
        Set<Permission> set = EnumSet.noneOf(Permission.class);
        letters.chars()
                .forEach(letter -> set.add(
                        switch (letter) {
                            case 'r' -> READ;
                            case 'w' -> WRITE;
                            case 'c' -> CREATE;
                            case 'd' -> DELETE;
                            default -> ADMIN;
                        }));
        return Set.copyOf(set);
    }
}
