package dev.baton.cli;

import dev.baton.console.model.GroupView;
import dev.baton.model.MemberId;
import java.util.stream.Collectors;

/** Members as people name them: {@code orders-a}, or {@code a} for the member of that group. */
final class MemberNames {
    private MemberNames() {}

    /** The member of that name, or an error that lists the group's. */
    static MemberId of(GroupView group, String name) throws CliException {
        for (MemberId known : group.members().keySet()) {
            if (known.value().equals(name) || known.service().value().equals(name)) {
                return known;
            }
        }
        throw new CliException(
                Exit.USAGE,
                "no member '" + name + "' in group " + group.id() + ": expected one of "
                        + group.members().keySet().stream().map(MemberId::value).collect(Collectors.joining(", ")));
    }
}
