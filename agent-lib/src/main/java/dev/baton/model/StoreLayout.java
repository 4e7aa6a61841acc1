package dev.baton.model;

import org.jspecify.annotations.Nullable;

/** Where everything stands in the store, under the chroot (protocol.md, In the store). */
public final class StoreLayout {
    public static final String GROUPS = "/groups";

    /** The keys of those who may ask for actions, one node each; absent in a cluster that takes unsigned requests. */
    public static final String OPERATORS = "/operators";

    /** The audit of what belongs to no group: who may do what. */
    public static final String AUDIT = "/audit";

    private StoreLayout() {}

    public static String operator(String keyId) {
        return OPERATORS + "/" + keyId;
    }

    public static String group(GroupId group) {
        return GROUPS + "/" + group;
    }

    public static String policy(GroupId group) {
        return group(group) + "/policy";
    }

    public static String leadership(GroupId group) {
        return group(group) + "/leadership";
    }

    public static String lease(GroupId group) {
        return group(group) + "/lease";
    }

    public static String members(GroupId group) {
        return group(group) + "/members";
    }

    public static String member(MemberId member) {
        return members(member.group()) + "/" + member;
    }

    public static String lives(GroupId group) {
        return group(group) + "/live";
    }

    public static String live(MemberId member) {
        return lives(member.group()) + "/" + member;
    }

    public static String epochs(GroupId group) {
        return group(group) + "/epochs";
    }

    /** Zero-padded, so that the children sort as numbers. */
    public static String epoch(GroupId group, Epoch epoch) {
        return epochs(group) + "/" + String.format("%010d", epoch.value());
    }

    public static String activation(GroupId group, Epoch epoch) {
        return epoch(group, epoch) + "/active";
    }

    public static String actions(GroupId group) {
        return group(group) + "/actions";
    }

    public static String action(GroupId group, String id) {
        return actions(group) + "/" + id;
    }

    /** An operator's signed wish that this action ends; at most one. */
    public static String abort(GroupId group, String id) {
        return action(group, id) + "/abort";
    }

    /** The second signature under this action, where the policy asks for four eyes. */
    public static String approval(GroupId group, String id) {
        return action(group, id) + "/approval";
    }

    /** Its data is the head of the chain, its children are the entries that have not been archived. */
    public static String audit(GroupId group) {
        return group(group) + "/audit";
    }

    /** Whether that is the audit of a group, or an entry of it: written for people, and of no use to whoever follows the group. */
    public static boolean isAudit(String path) {
        int name = path.startsWith(GROUPS + "/") ? path.indexOf('/', GROUPS.length() + 1) : -1;
        return name >= 0
                && path.startsWith("/audit", name)
                && (path.length() == name + 6 || path.charAt(name + 6) == '/');
    }

    public static String openAction(GroupId group) {
        return group(group) + "/open-action";
    }

    /** Which automatic failovers an operator has looked at; absent in groups that were laid before there was one. */
    public static String acknowledged(GroupId group) {
        return group(group) + "/acknowledged";
    }

    /** Which alerts operators have looked at: of consoles, for consoles; absent until the first. Agents do not read it. */
    public static String alerts(GroupId group) {
        return group(group) + "/alerts";
    }

    /** The group that a path lies under, or null where it lies under none or under an illegal name. */
    public static @Nullable GroupId groupOf(String path) {
        if (!path.startsWith(GROUPS + "/")) {
            return null;
        }
        int from = GROUPS.length() + 1;
        int to = path.indexOf('/', from);
        try {
            return new GroupId(to < 0 ? path.substring(from) : path.substring(from, to));
        } catch (IllegalArgumentException illegal) {
            return null;
        }
    }
}
