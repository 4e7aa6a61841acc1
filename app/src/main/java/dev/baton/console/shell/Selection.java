package dev.baton.console.shell;

import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which group and member are looked at. Until the operator chooses, it is what needs attention: the group and member of the gravest alarm,
 * else the first group and its primary. JavaFX thread only.
 */
final class Selection {
    private @Nullable GroupId chosenGroup;
    private @Nullable GroupId automatic;
    private final Map<GroupId, MemberId> chosenMembers = new HashMap<>();

    void choose(GroupId group) {
        chosenGroup = group;
    }

    void choose(MemberId member) {
        chosenGroup = member.group();
        chosenMembers.put(member.group(), member);
    }

    /** The group that the operator chose; absent until then. */
    @Nullable
    GroupId chosen() {
        return chosenGroup;
    }

    @Nullable
    GroupView group(ClusterView view, List<Alert> alerts) {
        if (chosenGroup != null && view.groups().containsKey(chosenGroup)) {
            return view.groups().get(chosenGroup);
        }
        GroupId alarmed = alerts.stream()
                .filter(a -> a.severity() == Alert.Severity.ALARM && a.group() != null)
                .map(Alert::group)
                .findFirst()
                .orElseGet(() -> automatic != null ? null : warned(alerts));
        if (alarmed != null) {
            automatic = alarmed;
        }
        // Stays where the last alarm was: what was just looked at must not jump away when it heals.
        if (automatic == null && !view.groups().isEmpty()) {
            automatic = view.groups().firstKey();
        }
        return automatic == null ? null : view.groups().get(automatic);
    }

    private static @Nullable GroupId warned(List<Alert> alerts) {
        return alerts.stream()
                .map(Alert::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    MemberView member(@Nullable GroupView group, List<Alert> alerts) {
        if (group == null || group.members().isEmpty()) {
            return null;
        }
        MemberId chosen = chosenMembers.get(group.id());
        if (chosen != null && group.members().containsKey(chosen)) {
            return group.members().get(chosen);
        }
        for (Alert alert : alerts) {
            MemberId about = alert.member();
            if (about != null && group.members().containsKey(about)) {
                return group.members().get(about);
            }
        }
        MemberId holder =
                group.leadership() == null ? null : group.leadership().value().holder();
        MemberView held = holder == null ? null : group.members().get(holder);
        return held == null ? group.members().get(group.members().firstKey()) : held;
    }

    /** Those that the role could go to: all but who holds it. */
    static List<MemberId> candidates(GroupView group) {
        MemberId holder =
                group.leadership() == null ? null : group.leadership().value().holder();
        return group.members().keySet().stream()
                .filter(id -> !Objects.equals(id, holder))
                .toList();
    }
}
