package dev.baton.fuzz;

import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Activation;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Approval;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.FailoverMark;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.OpenAction;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Outcome;
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.PromiseAsk;
import dev.baton.model.PromiseWord;
import dev.baton.model.Reach;
import dev.baton.model.Recovery;
import dev.baton.model.Refusal;
import dev.baton.model.Role;
import dev.baton.model.Rule;
import dev.baton.model.StandbyKind;
import dev.baton.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of each record that the store or a wire holds, in which nothing is absent. */
public final class Samples {
    public static final GroupId ORDERS = new GroupId("orders");
    public static final MemberId A = new MemberId("orders-a");
    public static final MemberId B = new MemberId("orders-b");
    private static final Incarnation A1 = new Incarnation("a1");
    private static final Epoch THREE = new Epoch(3);
    private static final Hlc AT = new Hlc(1_790_000_000_123L, 4);

    private Samples() {}

    /** Of the store. */
    public static List<Object> stored() {
        return List.of(
                action(),
                request(),
                new AbortRequest("act-1", ORDERS, "oncall", "changed my mind", AT, "0f3a", "c2lnbmF0dXJl"),
                new Approval("act-1", ORDERS, "ab".repeat(32), "second", AT, "77aa", "c2lnbmF0dXJl"),
                new OperatorRecord(
                        "0f3a", "oncall", OperatorRole.OPERATOR, "MCowBQ==", "enrolled", 17, "root", 99L, "root"),
                Policy.DEFAULT
                        .paused(new Policy.Pause(1_790_000_060_000L, "oncall", "maintenance", "act-0"))
                        .withFourEyes(List.of(ActionKind.SWITCHOVER)),
                new Lease(THREE, A, A1, 1_000, Set.of(A, B), 17),
                new Leadership(
                        THREE,
                        A,
                        A1,
                        LeadershipState.PRIMARY,
                        AT,
                        Cause.CRASHED,
                        B,
                        "act-1",
                        Set.of(A, B),
                        new FailoverMark(THREE, AT)),
                new MemberRecord(
                        A,
                        A1,
                        10,
                        Map.of("zone", "1", "endpoint", "127.0.0.1:7101"),
                        new MemberRecord.FenceRecord(
                                THREE,
                                "act-1",
                                "hung",
                                AT,
                                new MemberRecord.Off(MemberRecord.Off.Kind.DEVICE, "orders-b", "ipmi says off", AT)),
                        false),
                new Live(A, A1, "127.0.0.1:7101", "ab:cd:ef", 1_800_000_000_000L),
                epoch(),
                activation(),
                new OpenAction("act-1"),
                new Acknowledgement(THREE, "oncall", "seen", AT),
                new AlertAcknowledgements(List.of(new AlertAcknowledgements.One("lag", "orders-b", "oncall", "", AT))));
    }

    public static ActionRequest request() {
        return new ActionRequest(
                "act-1",
                ORDERS,
                ActionKind.SWITCHOVER,
                B,
                THREE,
                7,
                "maintenance of a",
                "oncall",
                AT,
                1_790_000_060_000L,
                List.of(ActionRequest.ALLOW_DATA_LOSS),
                "0f3a",
                "c2lnbmF0dXJl",
                new Epoch(2),
                1_790_000_090_000L);
    }

    private static ActionRecord action() {
        ActionStep accepted =
                new ActionStep(ActionStep.Name.ACCEPTED, ActionStep.State.DONE, 90, AT, "orders-a", 44, "note");
        return new ActionRecord(
                request(),
                B,
                List.of(ActionRecord.requested(request()).steps().get(0), accepted),
                Outcome.INCOMPLETE,
                THREE,
                THREE.next(),
                AT,
                120,
                List.of(new Refusal("lag", "0", "1")),
                List.of("left"),
                A,
                List.of(Rule.of("lag", "0", "1", false)));
    }

    private static EpochRecord epoch() {
        return new EpochRecord(THREE, A, A1, Cause.HUNG, "orders-a", "hung for 600 ms", AT, B, 1_234, "act-1");
    }

    private static Activation activation() {
        return new Activation(THREE, AT, 1_240, 810, "receipt", recovery());
    }

    private static Recovery recovery() {
        return new Recovery(
                List.of(
                        new Recovery.Part(Recovery.Phase.DETECT, 500_000),
                        new Recovery.Part(Recovery.Phase.GRANT, 4_000)),
                1_234,
                1_230);
    }

    /** As a member says it in its heartbeats. */
    public static MemberStatus status() {
        return new MemberStatus(
                A,
                A1,
                Role.PRIMARY,
                THREE,
                700,
                1_234,
                2,
                1_230,
                10,
                true,
                "ready",
                true,
                "eligible",
                2,
                List.of(new PeerView(B, Reach.OK, Verdict.HEALTHY, 7)),
                "act-1",
                new PromiseAsk(THREE, 5, 900),
                new PromiseWord(B, new Incarnation("b1"), THREE, 4, true, "waits"),
                StandbyKind.warm(Duration.ofSeconds(30)),
                700);
    }

    /** Of a wire. */
    public static List<dev.baton.model.Event> events() {
        return Events.all(AT, ORDERS, A, status(), epoch(), activation(), recovery(), stored());
    }
}
