package dev.baton.console;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.MemberId;
import dev.baton.model.Role;
import java.util.List;

/** Ten minutes of one group: some 18,000 heartbeats, one of them a fence, and one short silence. */
public final class SampleHour {
    private SampleHour() {}

    /** orders-c is fenced for a second six minutes ago and orders-b is silent for two, four minutes ago. */
    public static ClusterView tenMinutes() {
        ClusterView view = ClusterView.EMPTY;
        long from = SampleCluster.NOW - 600_000;
        for (String name : List.of("orders-a", "orders-b", "orders-c")) {
            MemberId member = SampleCluster.id(name);
            Role usual = name.equals("orders-a") ? Role.PRIMARY : Role.STANDBY;
            long seq = 0;
            for (long at = from; at < SampleCluster.NOW - 120_000; at += 100) {
                boolean silent = name.equals("orders-b") && Math.abs(at - (SampleCluster.NOW - 240_000)) < 1_000;
                Role role = fenced(name, at) ? Role.FENCED : usual;
                if (!silent) {
                    view = ClusterView.apply(
                            view,
                            new Observed(
                                    new Event.Heartbeat(
                                            SampleCluster.at(at),
                                            name,
                                            seq++,
                                            SampleStatuses.status(member, role, 12, seq)),
                                    Via.HISTORY,
                                    SampleCluster.NOW));
                }
                if (name.equals("orders-c") && at == SampleCluster.NOW - 360_000) {
                    view = ClusterView.apply(
                            view,
                            new Observed(
                                    new Event.Transition(
                                            SampleCluster.at(at),
                                            name,
                                            member.group(),
                                            member,
                                            Role.STANDBY,
                                            Role.FENCED,
                                            new Epoch(12),
                                            "fenced by an operator"),
                                    Via.HISTORY,
                                    SampleCluster.NOW));
                }
            }
        }
        for (Observed live : SampleCluster.healthy().events()) {
            view = ClusterView.apply(view, live);
        }
        return view;
    }

    private static boolean fenced(String name, long at) {
        long since = at - (SampleCluster.NOW - 360_000);
        return name.equals("orders-c") && since >= 0 && since < 1_000;
    }
}
