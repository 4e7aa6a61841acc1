package dev.baton.protocol;

import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.FailoverMark;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.PromiseAsk;
import dev.baton.model.PromiseWord;
import dev.baton.model.Reach;
import dev.baton.model.Refusal;
import dev.baton.model.Role;
import dev.baton.model.Rule;
import dev.baton.model.StandbyKind;
import dev.baton.model.Timing;
import dev.baton.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** States in which nothing is absent and nothing is over: each field makes a difference if it ever does. No run of a group leads to them. */
final class StateSamples {
    static final long NOW = 1_000_000_000_000L;
    static final int VERSION = 20;
    private static final long OFFSET = 5_000;
    private static final long MS = 1_000_000L;
    private static final MemberId A = new MemberId("g-a");
    private static final MemberId B = new MemberId("g-b");
    private static final Incarnation A1 = new Incarnation("a.1");
    private static final Incarnation B1 = new Incarnation("b.1");
    private static final Epoch EPOCH = new Epoch(3);
    private static final Timing TIMING = new Timing(100, 500, 1_000, 80, 10_000, 600_000, 900);

    /** One for each phase; in all but the first the action has ended. */
    List<MemberState> all() {
        List<Phase> phases = List.of(
                new Phase.Serving(NOW - 100 * MS, NOW - 1_000 * MS, 7, true),
                new Phase.Standby(),
                new Phase.Asking(EPOCH, Cause.HUNG, NOW + 400 * MS),
                new Phase.Promoting(
                        Cause.HUNG, NOW + 400 * MS, new Phase.Tries(2, NOW + 300 * MS, 0), true, true, 40, true, false),
                new Phase.HandingOver(NOW + 400 * MS, true),
                new Phase.Demoting(NOW + 400 * MS, false, true),
                new Phase.Closed());
        List<MemberState> all = new ArrayList<>();
        for (Phase phase : phases) {
            MemberState s = at(NOW, VERSION);
            s.phase = phase;
            if (!all.isEmpty()) {
                s.action = new Seen<>(action(NOW, VERSION, Outcome.INCOMPLETE), VERSION - 1, 90, NOW);
            }
            all.add(s);
        }
        return all;
    }

    MemberState at(long now, int version) {
        MemberState s = new MemberState(A, A1, 5);
        MemberRecord own = record(A, A1);
        Lease lease = new Lease(EPOCH, B, B1, 1_000, Set.of(A, B), 17);
        Leadership leadership = leadership(now);
        s.policy = new Seen<>(
                new Policy(Policy.Mode.ACTIVE_PASSIVE, TIMING, 1_000, 500, true, 4_000)
                        .paused(new Policy.Pause(now / MS + OFFSET + 5_000, "op", "maintenance", "act-0")),
                3,
                90,
                now);
        s.lease = new Seen<>(lease, version - 1, 90, now - 300 * MS);
        s.leadership = new Seen<>(leadership, version - 1, 90, now);
        s.own = new Seen<>(own, 3, 90, now);
        s.openAction = new Seen<>(new OpenAction("act-1"), version - 1, 90, now);
        s.action = new Seen<>(action(now, version, null), version - 1, 90, now);
        s.acknowledged = new Seen<>(new Acknowledgement(EPOCH, "op", "seen", stamp(now)), 3, 90, now);
        s.members = Map.of(A, s.own, B, new Seen<>(record(B, B1), 4, 90, now - 100 * MS));
        s.peers = Map.of(B, new Peer(status(), now - 200 * MS, Reach.LATE, now - 400 * MS, Verdict.SLOW));
        s.refusedWrite = "epoch 3: fenced";
        s.corrupt = Map.of("/x", "broken");
        s.broken = Set.of("/x");
        s.requests = requests(now, version, lease, leadership);
        s.storeConnected = 1;
        s.storeTotal = 2;
        s.resource = new ResourceView(40, 2, 9, true, "ready", true, StandbyKind.warm(Duration.ofSeconds(30)), 700);
        s.phase = new Phase.Serving(now - 100 * MS, now - 1_000 * MS, 7, true);
        s.hold = hold(now, version);
        s.asks = asks(now);
        s.promised = new Promised(B, EPOCH, now + 300 * MS, true, new PromiseWord(B, B1, EPOCH, 4, true, "waits"));
        s.unansweredGrant = version - 1;
        s.fresh = true;
        s.arming = new Arming(now - 200 * MS, "was paused", true, false, now + 20 * MS);
        s.storeAnsweredNanos = now - 30 * MS;
        s.asked = EPOCH;
        s.askedReplacedUntilNanos = now + 250 * MS;
        s.trigger = new Trigger(Cause.HUNG, version - 1, now - 20 * MS, "hung");
        s.askNotBeforeNanos = now + 100 * MS;
        s.predecessorLastNanos = now - 800 * MS;
        s.predecessorPosition = 39;
        s.run = new ActionRun(
                "act-1", ActionRun.Stage.PAUSING, B, now - 100 * MS, now + 900 * MS, stamp(now), 41, "why");
        s.prepared = "act-1";
        s.toldApart = "act-1";
        s.unready = new Unready(now - 60 * MS);
        s.blockers = Map.of("grant", "lag");
        s.hlc = stamp(now);
        s.startNanos = now - 1_000 * MS;
        s.lastNanos = now - 50 * MS;
        s.lastOffsetMillis = OFFSET;
        s.stepped = true;
        s.suspectFloorNanos = now - 250 * MS;
        s.closing = true;
        s.nextRequest = 99;
        s.effects = List.of(new Effect.Beat());
        return s;
    }

    /** The same state of another member, life or priority. */
    MemberState reborn(MemberState s, String field, @Nullable Object value) throws ReflectiveOperationException {
        MemberState other = new MemberState(
                field.equals("id") && value != null ? (MemberId) value : s.id,
                field.equals("incarnation") && value != null ? (Incarnation) value : s.incarnation,
                field.equals("priority") && value != null ? (Integer) value : s.priority);
        for (java.lang.reflect.Field f : MemberState.class.getDeclaredFields()) {
            if (!java.lang.reflect.Modifier.isFinal(f.getModifiers())) {
                f.setAccessible(true);
                f.set(other, f.get(s));
            }
        }
        return other;
    }

    StateKey.Frame frame(MemberState s, long now, int version) {
        MemberState asker = new MemberState(B, B1, 6);
        asker.policy = s.policy;
        asker.hold = hold(now, version);
        asker.asks = asks(now);
        return new StateKey.Frame(
                new Now(now, now / MS + OFFSET),
                version,
                version,
                version,
                version,
                50,
                TIMING.cooldownMillis(),
                List.of(s, asker));
    }

    private static Hold hold(long now, int version) {
        return new Hold(
                new Hold.Term(EPOCH, 1_000, now + 200 * MS),
                version - 1,
                version - 1,
                new Hold.Renewals(17, now + 100 * MS),
                new Hold.Opening(
                        new Hold.End(now + 700 * MS, OFFSET),
                        new Hold.End(now + 500 * MS, OFFSET),
                        now - 200 * MS,
                        now + 600 * MS));
    }

    private static Asks asks(long now) {
        return new Asks(
                Set.of(A, B),
                5,
                Map.of(
                        4L, new Asks.Sent(now - 200 * MS, OFFSET, 900),
                        5L, new Asks.Sent(now - 100 * MS, OFFSET, 900)),
                Map.of(B, new Hold.End(now + 500 * MS, OFFSET)),
                true,
                now + 50 * MS);
    }

    private static Map<Long, Request> requests(long now, int version, Lease lease, Leadership leadership) {
        long sent = now - 200 * MS;
        Map<Long, Request> all = new LinkedHashMap<>();
        all.put(90L, new Request.Renewal(sent, OFFSET, 3));
        all.put(91L, new Request.Grant(sent, OFFSET, lease, leadership, null));
        all.put(92L, new Request.Lead(sent, Request.Purpose.PRIMARY, leadership, null));
        all.put(93L, new Request.LeaseRead(sent, Request.Why.REARM));
        all.put(94L, new Request.LeadershipRead(sent, Request.Why.REARM));
        all.put(
                95L,
                new Request.Act(sent, action(now, version, null), true, new Effect.Change.OfMember(record(B, B1), 4)));
        all.put(
                96L,
                new Request.Act(sent, action(now, version, null), true, new Effect.Change.OfPolicy(Policy.DEFAULT, 3)));
        return all;
    }

    private static Leadership leadership(long now) {
        return new Leadership(
                EPOCH,
                B,
                B1,
                LeadershipState.PRIMARY,
                stamp(now),
                Cause.HUNG,
                A,
                "act-1",
                Set.of(A, B),
                new FailoverMark(EPOCH, new Hlc(now / MS + OFFSET - 1_000, 0)));
    }

    private static MemberRecord record(MemberId id, Incarnation life) {
        MemberRecord.FenceRecord fence = new MemberRecord.FenceRecord(
                EPOCH,
                "act-1",
                "by hand",
                Hlc.ZERO,
                new MemberRecord.Off(MemberRecord.Off.Kind.DEVICE, "g-b", "ipmi", Hlc.ZERO));
        return new MemberRecord(id, life, 5, Map.of("zone", "1"), fence, true);
    }

    private static MemberStatus status() {
        return new MemberStatus(
                B,
                B1,
                Role.PRIMARY,
                EPOCH,
                300,
                45,
                1,
                9,
                6,
                true,
                "ready",
                true,
                "would succeed",
                2,
                List.of(new PeerView(A, Reach.OK, Verdict.HEALTHY, 7)),
                "act-1",
                new PromiseAsk(EPOCH, 5, 900),
                new PromiseWord(A, A1, EPOCH, 4, true, "waits"),
                StandbyKind.cold(),
                800);
    }

    private static ActionRecord action(long now, int version, @Nullable Outcome outcome) {
        ActionRequest request = new ActionRequest(
                "act-1",
                new GroupId("g"),
                ActionKind.SWITCHOVER,
                A,
                EPOCH,
                version - 2,
                "drill",
                "op",
                stamp(now),
                now / MS + OFFSET + 10_000,
                List.of("lag"),
                "key",
                "signature",
                EPOCH,
                now / MS + OFFSET + 20_000);
        ActionStep step =
                new ActionStep(ActionStep.Name.ACCEPTED, ActionStep.State.DONE, 90, stamp(now), "g-b", 44, "note");
        return new ActionRecord(
                request,
                A,
                List.of(step),
                outcome,
                EPOCH,
                EPOCH.next(),
                stamp(now),
                12,
                List.of(new Refusal("lag", "0", "1")),
                List.of("left"),
                B,
                List.of(Rule.of("lag", "0", "1", false)));
    }

    private static Hlc stamp(long now) {
        return new Hlc(now / MS, 1);
    }
}
