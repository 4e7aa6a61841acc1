package dev.baton.lab;

import dev.baton.lab.LabState.Group;
import dev.baton.lab.secure.Access;
import dev.baton.lab.store.StoreAdmin;
import dev.baton.model.GroupId;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who leads which group, as the store has it. */
final class LabGroups {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private LabGroups() {}

    static List<Group> read(LabState state) throws LabException {
        String address = state.zookeeper().substring(0, state.zookeeper().indexOf('/'));
        List<Group> found = new ArrayList<>();
        try (Access access = state.access();
                StoreAdmin store = StoreAdmin.connect(address, LIMIT, access.security())) {
            for (GroupId group : state.groupIds()) {
                Leadership leadership = store.leadership(group);
                MemberId holder = leadership.state() == LeadershipState.PRIMARY ? leadership.holder() : null;
                found.add(new Group(
                        group.value(),
                        holder == null ? null : holder.value(),
                        leadership.epoch().value(),
                        leadership.state().name()));
            }
        }
        return found;
    }
}
