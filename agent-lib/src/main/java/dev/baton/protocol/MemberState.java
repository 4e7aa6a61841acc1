package dev.baton.protocol;

import dev.baton.authority.Operators;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.Activation;
import dev.baton.model.Epoch;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a member knows and is about. To the outside a value: {@link Member#step} copies it and never changes one that it has
 * returned. The maps are replaced, not changed.
 */
public final class MemberState {
    final MemberId id;
    final Incarnation incarnation;
    final int priority;

    @Nullable
    Seen<Policy> policy;

    @Nullable
    Seen<Lease> lease;

    @Nullable
    Seen<Leadership> leadership;

    @Nullable
    Seen<MemberRecord> own;

    @Nullable
    Seen<OpenAction> openAction;

    @Nullable
    Seen<ActionRecord> action;

    @Nullable
    Seen<Acknowledgement> acknowledged;

    /** Who may ask for actions. */
    Operators operators = Operators.OPEN;

    Wishes wishes = Wishes.NONE;

    Licence.@Nullable Checked checked;

    /** The actions that ended in this life and could be asked for again, and when each expires (wall clock, ms). */
    Map<String, Long> used = Map.of();

    Map<MemberId, Seen<MemberRecord>> members = Map.of();
    Map<MemberId, Peer> peers = Map.of();
    Map<String, String> corrupt = Map.of();
    /** Of the corrupt paths those whose content is readable but breaks S1. */
    Set<String> broken = Set.of();

    Map<Long, Request> requests = Map.of();
    int storeConnected;
    int storeTotal;
    ResourceView resource = ResourceView.UNKNOWN;

    Phase phase = Phase.STANDBY;

    @Nullable
    Hold hold;

    /** The promises for the epoch that is held. */
    @Nullable
    Asks asks;

    /** What this member has promised to another. */
    Promised promised = Promised.NONE;

    /** The version of the lease that a grant expected whose answer never came; -1 where there is none. */
    int unansweredGrant = -1;

    /** Whether the lease was read since this life registered (rule Registered). */
    boolean fresh;

    /** Whether what was read may be old, because this process has just started, was paused, or a clock of it jumped. */
    Arming arming = Arming.START;

    /** When the store last answered or told this member anything. */
    long storeAnsweredNanos;

    /** The epoch asked for last: if the store shows it as ours although no answer came, it is adopted. */
    Epoch asked = Epoch.NONE;

    long askedReplacedUntilNanos;

    /** Why this member would ask now, and since when; the rank's delay counts from there. */
    @Nullable
    Trigger trigger;

    long askNotBeforeNanos;
    /** When the holder that is being replaced last gave a sign of serving; what the outage counts from. */
    long predecessorLastNanos;

    long predecessorPosition = -1;

    /** Where the time of the takeover at work went so far. */
    @Nullable
    Marks marks;

    @Nullable
    ActionRun run;

    /** The action for which the resource was told to catch up. */
    @Nullable
    String prepared;

    /** The activation record that is still to be created. */
    @Nullable
    Activation untold;

    /** The action whose record refused a write of the role: it is told in writes of its own, so that it holds up nothing. */
    @Nullable
    String toldApart;

    /** Since when the resource is not ready although this member serves; kept on the way down that follows from it. */
    @Nullable
    Unready unready;

    /** How the resource refused a write of the last epoch that was held, for the receipt of the action that ended it; null where it refused none. */
    @Nullable
    String refusedWrite;

    /** What was told last of each blocked decision, so that it is told once. */
    Map<String, String> blockers = Map.of();

    Hlc hlc = Hlc.ZERO;
    long startNanos;
    long lastNanos;
    long lastOffsetMillis;
    boolean stepped;
    /** Silence counts from here at the earliest: before it this process may itself have been paused. */
    long suspectFloorNanos;

    boolean closing;
    long nextRequest = 1;

    /** The effects of the step at work; empty in a returned state. */
    List<Effect> effects = new ArrayList<>();

    public MemberState(MemberId id, Incarnation incarnation, int priority) {
        this.id = id;
        this.incarnation = incarnation;
        this.priority = priority;
    }

    MemberState copy() {
        MemberState c = new MemberState(id, incarnation, priority);
        c.policy = policy;
        c.lease = lease;
        c.leadership = leadership;
        c.own = own;
        c.openAction = openAction;
        c.action = action;
        c.acknowledged = acknowledged;
        c.operators = operators;
        c.wishes = wishes;
        c.checked = checked;
        c.used = used;
        c.members = members;
        c.peers = peers;
        c.corrupt = corrupt;
        c.broken = broken;
        c.requests = requests;
        c.storeConnected = storeConnected;
        c.storeTotal = storeTotal;
        c.resource = resource;
        c.phase = phase;
        c.hold = hold;
        c.asks = asks;
        c.promised = promised;
        c.unansweredGrant = unansweredGrant;
        c.fresh = fresh;
        c.arming = arming;
        c.storeAnsweredNanos = storeAnsweredNanos;
        c.asked = asked;
        c.askedReplacedUntilNanos = askedReplacedUntilNanos;
        c.trigger = trigger;
        c.askNotBeforeNanos = askNotBeforeNanos;
        c.predecessorLastNanos = predecessorLastNanos;
        c.predecessorPosition = predecessorPosition;
        c.marks = marks;
        c.run = run;
        c.prepared = prepared;
        c.toldApart = toldApart;
        c.untold = untold;
        c.unready = unready;
        c.refusedWrite = refusedWrite;
        c.blockers = blockers;
        c.hlc = hlc;
        c.startNanos = startNanos;
        c.lastNanos = lastNanos;
        c.lastOffsetMillis = lastOffsetMillis;
        c.stepped = stepped;
        c.suspectFloorNanos = suspectFloorNanos;
        c.closing = closing;
        c.nextRequest = nextRequest;
        return c;
    }

    public MemberId id() {
        return id;
    }

    public Incarnation incarnation() {
        return incarnation;
    }

    /** Whether this member holds an epoch, with an open guard or a shut one. */
    public boolean holds() {
        return hold != null;
    }

    /** The version of the policy as seen last, or -1. */
    public int policyVersion() {
        return policy == null ? -1 : policy.version();
    }

    /** The version of this member's own record as seen last, or -1. */
    public int ownVersion() {
        return own == null ? -1 : own.version();
    }

    public Timing timing() {
        return policy == null ? Timing.BALANCED : policy.value().timing();
    }

    /** The epoch that this member holds, or else the last that it has seen. */
    public Epoch epoch() {
        if (hold != null) {
            return hold.epoch();
        }
        return leadership == null ? Epoch.NONE : leadership.value().epoch();
    }

    /** The next stamp of this member's hybrid clock. */
    Hlc stamp(Now now) {
        hlc = hlc.tick(now.wallMillis());
        return hlc;
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    long ask(Request request) {
        long id = nextRequest++;
        requests = Maps.with(requests, id, request);
        return id;
    }

    /** The open action's record, where both are known and it has not ended. */
    @Nullable
    Seen<ActionRecord> openAction() {
        if (openAction == null || openAction.value().id() == null || action == null) {
            return null;
        }
        boolean same = action.value().request().id().equals(openAction.value().id());
        return same && !action.value().ended() ? action : null;
    }

    boolean reads(Request.Why why) {
        for (Request r : requests.values()) {
            boolean lease = r instanceof Request.LeaseRead read && read.why() == why;
            if (lease || (r instanceof Request.LeadershipRead led && led.why() == why)) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Request answered(long request) {
        Request found = requests.get(request);
        if (found != null) {
            requests = Maps.without(requests, request);
        }
        return found;
    }

    boolean asks(Class<? extends Request> kind) {
        for (Request r : requests.values()) {
            if (kind.isInstance(r)) {
                return true;
            }
        }
        return false;
    }
}
