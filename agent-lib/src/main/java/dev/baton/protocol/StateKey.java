package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Epoch;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Canonical value of a state for searches: two states of one member with the same value, each in its own {@link Frame}, answer the same
 * inputs with the same effects, up to what is shown to people.
 *
 * <p>Instants are told as distances from the frame's now, versions and positions as distances from the frame's. A deadline that is over
 * counts as just over. An age counts up to the longest interval that anything compares it with. Names of requests are their ranks.
 */
public final class StateKey {
    /** What a state is told relative to: the instant, the versions that the store has, and the end of the log. */
    public record Frame(
            Now now, int leaseVersion, int leadershipVersion, int actionVersion, int openActionVersion, long position) {}

    private static final long TICK_SLACK_NANOS = 1_000_000L;
    /** A position further behind than this counts as this far: every own position is closer to the end of the log. */
    private static final long FAR_BEHIND = 64;

    /** An expiry further ahead than this does not come within a search. */
    private static final long FAR_AHEAD_MILLIS = 86_400_000L;

    private final Frame frame;
    private final LongConsumer out;

    private StateKey(Frame frame, LongConsumer out) {
        this.frame = frame;
        this.out = out;
    }

    /** Tells everything of {@code s} that its later steps depend on. */
    public static void write(MemberState s, Frame frame, LongConsumer out) {
        new StateKey(frame, out).state(s);
    }

    /** How many of the member's unanswered requests are older than that one; -1 where it is none of them. */
    public static int rank(MemberState s, long request) {
        if (!s.requests.containsKey(request)) {
            return -1;
        }
        int older = 0;
        for (long id : s.requests.keySet()) {
            older += id < request ? 1 : 0;
        }
        return older;
    }

    public static void write(@Nullable Lease l, LongConsumer out) {
        StateKey k = new StateKey(new Frame(new Now(0, 0), 0, 0, 0, 0, 0), out);
        k.maybe(l, k::lease);
    }

    public static void write(@Nullable Leadership l, LongConsumer out) {
        StateKey k = new StateKey(new Frame(new Now(0, 0), 0, 0, 0, 0, 0), out);
        k.maybe(l, k::leadership);
    }

    public static void write(@Nullable ActionRecord a, Frame frame, LongConsumer out) {
        StateKey k = new StateKey(frame, out);
        k.maybe(a, k::action);
    }

    public static void text(@Nullable String s, LongConsumer out) {
        if (s == null) {
            out.accept(-1);
            return;
        }
        out.accept(s.length());
        long word = 0;
        for (int i = 0; i < s.length(); i++) {
            word = word << 16 | s.charAt(i);
            if ((i & 3) == 3) {
                out.accept(word);
                word = 0;
            }
        }
        out.accept(word);
    }

    private void state(MemberState s) {
        text(s.id.value(), out);
        text(s.incarnation.value(), out);
        put(s.priority);
        maybe(s.policy, seen -> {
            put(seen.version());
            policy(seen.value());
        });
        maybe(s.lease, seen -> {
            put(frame.leaseVersion() - seen.version());
            age(seen.nanos(), horizon(s));
            lease(seen.value());
        });
        maybe(s.leadership, seen -> {
            put(frame.leadershipVersion() - seen.version());
            leadership(seen.value());
        });
        maybe(s.own, seen -> {
            put(seen.version());
            record(seen.value());
        });
        maybe(s.openAction, seen -> {
            put(frame.openActionVersion() - seen.version());
            text(seen.value().id(), out);
        });
        maybe(s.action, seen -> {
            put(frame.actionVersion() - seen.version());
            action(seen.value());
        });
        put(s.members.size());
        for (MemberRecord record : new TreeMap<>(s.members).values()) {
            record(record);
        }
        put(s.peers.size());
        for (Map.Entry<MemberId, Peer> peer : new TreeMap<>(s.peers).entrySet()) {
            id(peer.getKey());
            peer(s, peer.getValue());
        }
        put(s.corrupt.size());
        for (String path : new TreeSet<>(s.corrupt.keySet())) {
            text(path, out);
        }
        put(s.requests.size());
        for (Request request : new TreeMap<>(s.requests).values()) {
            request(s, request);
        }
        put(s.storeConnected);
        position(s.resource.position());
        put(s.resource.lag());
        put(s.resource.ready() ? 1 : 0);
        phase(s, s.phase);
        maybe(s.hold, h -> hold(s, h));
        epoch(s.asked);
        until(s.askedReplacedUntilNanos);
        maybe(s.trigger, t -> {
            put(t.cause().ordinal());
            put(frame.leaseVersion() - t.leaseVersion());
            age(t.sinceNanos(), Election.RANK_NANOS * (s.members.size() + 1));
        });
        until(s.askNotBeforeNanos);
        maybe(s.run, r -> run(s, r));
        age(s.startNanos, s.policy == null ? horizon(s) : s.policy.value().bootstrapMillis() * 1_000_000L);
        age(s.lastNanos, Member.OWN_PAUSE_NANOS + 1);
        put(frame.now().offsetMillis() - s.lastOffsetMillis);
        put(s.stepped ? 1 : 0);
        age(s.suspectFloorNanos, horizon(s));
        put(s.closing ? 1 : 0);
    }

    /** The longest interval that an age of a lease, a link or a heartbeat is compared with, or that divides two of them. */
    private static long horizon(MemberState s) {
        Timing t = s.timing();
        long longest = Math.max(t.waitNanos(t.leaseMillis()), 3 * t.heartbeatMillis() * 1_000_000L);
        if (s.lease != null) {
            longest = Math.max(longest, t.waitNanos(s.lease.value().durationMillis()));
        }
        return longest + Suspicion.IN_FLIGHT_NANOS + TICK_SLACK_NANOS;
    }

    private void policy(Policy p) {
        Timing t = p.timing();
        put(p.mode().ordinal());
        put(p.maxLagRecords());
        put(p.bootstrapMillis());
        put(t.heartbeatMillis());
        put(t.suspectMillis());
        put(t.leaseMillis());
        put(t.marginMillis());
        put(t.driftPpm());
        put(t.cooldownMillis());
    }

    private void lease(Lease l) {
        epoch(l.epoch());
        id(l.holder());
        incarnation(l.incarnation());
        put(l.durationMillis());
        ids(l.electors());
    }

    private void leadership(Leadership l) {
        epoch(l.epoch());
        id(l.holder());
        incarnation(l.incarnation());
        put(l.state().ordinal());
        put(l.cause().ordinal());
        id(l.target());
        text(l.action(), out);
        ids(l.open());
    }

    private void record(MemberRecord r) {
        id(r.member());
        incarnation(r.incarnation());
        put(r.priority());
        put(r.tags().size());
        new TreeMap<>(r.tags()).forEach((k, v) -> {
            text(k, out);
            text(v, out);
        });
        put(r.fence() == null ? 0 : 1);
        put(r.retired() ? 1 : 0);
    }

    private void peer(MemberState s, Peer p) {
        put(p.reach().ordinal());
        age(p.reachNanos(), horizon(s));
        put(p.verdict().ordinal());
        maybe(p.status(), status -> {
            age(p.heardNanos(), horizon(s));
            status(status);
        });
    }

    private void status(MemberStatus m) {
        id(m.member());
        incarnation(m.incarnation());
        put(m.role().ordinal());
        epoch(m.epoch());
        position(m.position());
        put(m.lag());
        put(m.priority());
        put(m.ready() ? 1 : 0);
        put(m.eligible() ? 1 : 0);
        put(m.storeConnections());
        put(m.peers().size());
        for (PeerView view : m.peers()) {
            id(view.about());
            put(view.verdict().ordinal());
        }
        text(m.action(), out);
    }

    private void request(MemberState s, Request request) {
        put(request.sentNanos() - frame.now().nanos());
        if (request instanceof Request.Renewal r) {
            put(1);
            put(frame.now().offsetMillis() - r.offsetMillis());
            put(r.epoch());
        } else if (request instanceof Request.Grant r) {
            put(2);
            put(frame.now().offsetMillis() - r.offsetMillis());
            lease(r.lease());
            leadership(r.leadership());
        } else if (request instanceof Request.Lead r) {
            put(3);
            put(r.purpose().ordinal());
            leadership(r.leadership());
        } else if (request instanceof Request.LeaseRead) {
            put(4);
        } else if (request instanceof Request.LeadershipRead) {
            put(5);
        } else if (request instanceof Request.Act r) {
            put(6);
            action(r.action());
        } else {
            throw new IllegalStateException("request " + request.getClass().getName() + " has no key");
        }
    }

    private void phase(MemberState s, Phase phase) {
        if (phase instanceof Phase.Standby) {
            put(1);
        } else if (phase instanceof Phase.Asking p) {
            put(2);
            epoch(p.epoch());
            put(p.cause().ordinal());
            until(p.replacedUntilNanos());
        } else if (phase instanceof Phase.Promoting p) {
            put(3);
            put(p.cause().ordinal());
            until(p.replacedUntilNanos());
            put(p.promoted() ? 1 : 0);
            put(p.receipt() ? 1 : 0);
            put(p.attempts());
            put(p.retryNanos() == 0 ? 0 : 1);
            until(p.retryNanos());
            put(p.withActivation() ? 1 : 0);
        } else if (phase instanceof Phase.Serving p) {
            put(4);
            put(p.proveFromNanos() == 0 ? 0 : 1);
            age(p.proveFromNanos(), 2 * horizon(s));
            boolean granted = s.leadership != null && s.leadership.value().action() != null;
            age(p.sinceNanos(), granted ? ActionEnd.FOLLOW_NANOS + 1 : 0);
        } else if (phase instanceof Phase.HandingOver p) {
            put(5);
            until(p.undoNanos());
            put(p.undoing() ? 1 : 0);
        } else if (phase instanceof Phase.Demoting p) {
            put(6);
            until(p.stopped() ? 0 : p.deadlineNanos());
            put(p.stopped() ? 1 : 0);
            put(p.vacate() ? 1 : 0);
        } else if (phase instanceof Phase.Closed) {
            put(7);
        } else {
            throw new IllegalStateException("phase " + phase.getClass().getName() + " has no key");
        }
    }

    private void hold(MemberState s, Hold h) {
        epoch(h.epoch());
        put(frame.leaseVersion() - h.leaseVersion());
        put(frame.leadershipVersion() - h.leadershipVersion());
        put(h.durationMillis());
        until(h.guardUntilNanos());
        put(frame.now().offsetMillis() - h.guardOffsetMillis());
        age(h.voidBeforeNanos(), 2 * horizon(s));
        until(h.nextRenewNanos());
        until(h.exclusiveFromNanos());
        until(h.graceUntilNanos());
    }

    private void run(MemberState s, ActionRun r) {
        text(r.id(), out);
        put(r.stage().ordinal());
        id(r.target());
        boolean proved = s.hold != null
                && s.hold.guardUntilNanos() - s.timing().guardNanos(s.hold.durationMillis()) - r.fromNanos() >= 0;
        put(proved ? 1 : 0);
        age(r.fromNanos(), 2 * horizon(s));
        until(r.deadlineNanos());
        put(r.pausedAt() == null ? 0 : 1);
        put(r.drainedAt() < 0 ? 0 : 1);
        position(r.drainedAt());
        put(r.failure() == null ? 0 : 1);
    }

    private void action(ActionRecord a) {
        text(a.request().id(), out);
        put(a.request().kind().ordinal());
        id(a.request().target());
        epoch(a.request().seenEpoch());
        put(frame.leadershipVersion() - a.request().seenLeadershipVersion());
        put(Math.min(FAR_AHEAD_MILLIS, Math.max(0, a.request().expiresAt() - frame.now().wallMillis())));
        id(a.target());
        put(a.outcome() == null ? -1 : a.outcome().ordinal());
        put(a.pausedAt() == null ? 0 : 1);
        put(a.steps().size());
        for (ActionStep step : a.steps()) {
            put(step.step().ordinal());
            put(step.state().ordinal());
            text(step.by(), out);
            put(step.position() < 0 ? 0 : 1);
            position(step.position());
        }
    }

    private void put(long value) {
        out.accept(value);
    }

    private <T> void maybe(@Nullable T value, Consumer<T> write) {
        out.accept(value == null ? 0 : 1);
        if (value != null) {
            write.accept(value);
        }
    }

    /** A deadline: how far ahead; 0 once it is over. */
    private void until(long nanos) {
        out.accept(Math.max(0, nanos - frame.now().nanos()));
    }

    /** An instant that is past, or about to be: how long ago, at most {@code limit}. */
    private void age(long nanos, long limit) {
        out.accept(Math.min(limit, frame.now().nanos() - nanos));
    }

    private void position(long position) {
        out.accept(Math.min(FAR_BEHIND, frame.position() - position));
    }

    private void epoch(@Nullable Epoch epoch) {
        out.accept(epoch == null ? -1 : epoch.value());
    }

    private void incarnation(@Nullable Incarnation incarnation) {
        text(incarnation == null ? null : incarnation.value(), out);
    }

    private void id(@Nullable MemberId id) {
        text(id == null ? null : id.value(), out);
    }

    private void ids(Collection<MemberId> ids) {
        out.accept(ids.size());
        ids.forEach(this::id);
    }
}
