package dev.baton.console;

import dev.baton.console.action.Plan;
import dev.baton.console.model.Via;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Cause;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.MemberRecord.Off;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions on {@link SampleCluster}: their records step by step, and clusters in which they have left their marks. */
public final class SampleActions {
    private static final int[] MILLIS = {0, 6, 19, 31, 38, 44, 52, 71, 96};
    private static final long FIRST = 0x5a0001d0L;

    private SampleActions() {}

    private static List<Name> order(Plan plan) {
        return switch (plan.wish().kind()) {
            case SWITCHOVER, ROLLBACK, DRILL ->
                List.of(
                        Name.REQUESTED,
                        Name.ACCEPTED,
                        Name.CAUGHT_UP,
                        Name.DRAINED,
                        Name.HANDED_OVER,
                        Name.CONFIRMED,
                        Name.GRANTED,
                        Name.ACTIVE,
                        Name.FOLLOWS);
            case FAILOVER -> List.of(Name.REQUESTED, Name.ACCEPTED, Name.GRANTED, Name.ACTIVE);
            case FENCE ->
                List.of(
                        Name.REQUESTED,
                        Name.ACCEPTED,
                        Name.BARRED,
                        Name.CONFIRMED_OFF,
                        Name.STEPPED_DOWN,
                        Name.SHUT_OFF);
            case REINSTATE -> List.of(Name.REQUESTED, Name.ACCEPTED, Name.SET_ASIDE, Name.CLEARED, Name.FOLLOWS);
            case PAUSE, RESUME -> List.of(Name.REQUESTED, Name.ACCEPTED, Name.APPLIED);
        };
    }

    /** The record after {@code steps} of the steps of its kind. */
    public static ActionRecord record(Plan plan, int steps) {
        return record(plan, steps, "oncall", SampleCluster.NOW);
    }

    /** The same, asked for by somebody at some time. */
    public static ActionRecord record(Plan plan, int steps, String operator, long at) {
        ActionRecord record = ActionRecord.requested(new ActionRequest(
                "sw-7-1",
                plan.group(),
                plan.wish().kind(),
                plan.to(),
                plan.epoch(),
                plan.leadershipVersion(),
                "kernel patch OPS-4411",
                operator,
                SampleCluster.at(at),
                at + 30_000,
                plan.wish().overrides(),
                null,
                null));
        List<Name> order = order(plan);
        String by = plan.from() == null ? "payments-b" : plan.from().value();
        for (int i = 1; i < Math.min(steps, order.size()); i++) {
            record = i == 1 ? record.accepted(plan.to(), plan.from(), List.of()) : record;
            long position = order.get(i) == Name.DRAINED ? 184_220_913 : -1;
            record = record.with(step(order.get(i), at + MILLIS[i], by, position, null), FIRST + i);
        }
        return record;
    }

    private static ActionStep step(Name name, long at, String by, long position, @Nullable String note) {
        return new ActionStep(name, ActionStep.State.DONE, -1, SampleCluster.at(at), by, position, note);
    }

    /** Ended well, or with leftovers. */
    public static ActionRecord ended(Plan plan, int steps, Outcome outcome, List<String> leftovers) {
        boolean moves = plan.wish().kind().handsOver();
        return record(plan, steps)
                .measured(moves ? plan.epoch().next() : plan.epoch(), moves ? 52 : -1)
                .ended(
                        outcome,
                        List.of(),
                        leftovers,
                        step(Name.ENDED, SampleCluster.NOW + 97, "payments-b", -1, null),
                        0x5a0001d9L);
    }

    /** A switchover that was taken back: its candidate died before it took the role. */
    public static ActionRecord rolledBack(Plan plan) {
        String by = String.valueOf(plan.from());
        String why = plan.to() + " did not take the role in time";
        return record(plan, 5)
                .with(step(Name.RESUMED, SampleCluster.NOW + 544, by, 184_220_913, why), FIRST + 5)
                .measured(null, 513)
                .ended(
                        Outcome.ROLLED_BACK,
                        List.of(),
                        List.of(),
                        step(Name.ENDED, SampleCluster.NOW + 551, by, -1, why),
                        FIRST + 6);
    }

    /** Under way in the store, whoever asked for it; or ended, and no more open. */
    public static SampleCluster open(SampleCluster cluster, ActionRecord record) {
        Hlc at = SampleCluster.at(SampleCluster.NOW - 10);
        cluster.add(
                Via.STORE,
                new Event.ActionSeen(
                        at,
                        "console",
                        record.request().group(),
                        record,
                        record.steps().size(),
                        cluster.zxid++));
        cluster.add(
                Via.STORE,
                new Event.OpenActionSeen(
                        at,
                        "console",
                        record.request().group(),
                        record.ended() ? null : record.request().id(),
                        record.steps().size(),
                        cluster.zxid++));
        return cluster;
    }

    /** As {@link SampleCluster#healthy}, but payments-c is fenced, by a person's word. */
    public static SampleCluster fenced() {
        SampleCluster cluster = SampleCluster.healthy();
        MemberId member = SampleCluster.id("payments-c");
        Hlc at = SampleCluster.at(SampleCluster.NOW - 9_000);
        FenceRecord fence = new FenceRecord(new dev.baton.model.Epoch(7), "f-1", "disk errors OPS-4412", at)
                .off(new Off(Off.Kind.PERSON, "alice", "pulled the plug", at));
        MemberRecord record = new MemberRecord(member, SampleCluster.life(member), 1, Map.of(), fence, false);
        cluster.add(Via.STORE, new Event.MemberSeen(at, "console", member.group(), record, 2, cluster.zxid++));
        return cluster;
    }

    /** As {@link SampleCluster#healthy}, but automatic failover of payments is paused for a quarter of an hour more. */
    public static SampleCluster paused() {
        SampleCluster cluster = SampleCluster.healthy();
        Policy policy = Policy.DEFAULT.paused(
                new Policy.Pause(SampleCluster.NOW + 900_000, "alice", "network works CHG-77", "p-1"));
        cluster.add(
                Via.STORE,
                new Event.PolicySeen(
                        SampleCluster.at(SampleCluster.NOW - 8_000),
                        "console",
                        SampleCluster.group("payments"),
                        policy,
                        2,
                        cluster.zxid++));
        return cluster;
    }

    /** As {@link SampleCluster#healthy}, with the epoch before of payments, in which payments-a held the role. */
    public static SampleCluster history() {
        SampleCluster cluster = SampleCluster.healthy();
        cluster.epoch(
                "payments",
                "a",
                6,
                Cause.SWITCHOVER,
                "oncall",
                SampleCluster.NOW - 2_727_000,
                SampleCluster.NOW - 2_726_950,
                48);
        return cluster;
    }

    /** payments moved to a new epoch, and payments-c holds it, while somebody reads a plan. */
    public static SampleCluster moved() {
        SampleCluster cluster = SampleCluster.healthy();
        cluster.leads(
                "payments", "c", 8, dev.baton.model.LeadershipState.PRIMARY, SampleCluster.NOW - 15, Cause.FAILOVER);
        return cluster;
    }

    /** As {@link SampleCluster#healthy}, but a switchover of payments is signed by alice and waits for a second operator. */
    public static SampleCluster waits(Plan plan) {
        return waits(SampleCluster.healthy(), plan);
    }

    /** The same, but payments moved to a new epoch since. */
    public static SampleCluster waitsMoved(Plan plan) {
        return waits(moved(), plan);
    }

    private static SampleCluster waits(SampleCluster cluster, Plan plan) {
        Hlc at = SampleCluster.at(SampleCluster.NOW - 20_000);
        Policy policy = Policy.DEFAULT.withFourEyes(List.of(plan.wish().kind()));
        cluster.add(Via.STORE, new Event.PolicySeen(at, "console", plan.group(), policy, 2, cluster.zxid++));
        ActionRequest request = SampleOperators.byAlice(
                record(plan, 1, "alice", SampleCluster.NOW - 12_000).request());
        return open(cluster, ActionRecord.requested(request));
    }
}
