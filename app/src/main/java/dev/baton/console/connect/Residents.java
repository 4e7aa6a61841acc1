package dev.baton.console.connect;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.model.MemberId;
import dev.baton.model.ServiceId;
import java.util.ArrayList;
import java.util.List;

/** Who lives in one process. Pure. */
final class Residents {
    private Residents() {}

    static List<MemberId> of(ClusterView view, ServiceId service) {
        List<MemberId> found = new ArrayList<>();
        for (GroupView group : view.groups().values()) {
            for (MemberId member : group.members().keySet()) {
                if (in(member, service)) {
                    found.add(member);
                }
            }
        }
        return found;
    }

    /** As {@link MemberId#service} would say, without making one for each member of a fleet. */
    private static boolean in(MemberId member, ServiceId service) {
        String name = member.value();
        int dash = name.length() - service.value().length() - 1;
        return dash > 0 && name.charAt(dash) == '-' && name.endsWith(service.value());
    }
}
