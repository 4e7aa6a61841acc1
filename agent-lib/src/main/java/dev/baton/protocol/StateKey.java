package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.Timing;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Canonical value of a state for searches: two states of one member with the same value, each in its own {@link Frame}, answer the same
 * inputs with the same effects, up to what is shown to people.
 *
 * <p>Instants are told as distances from the frame's now, versions and positions as distances from the frame's. A deadline that is over
 * counts as just over. An age counts up to the longest interval that anything compares it with. Names of requests are their ranks.
 */
public final class StateKey extends WorkKey {
    /**
     * What a state is told relative to.
     *
     * @param leaseVersion that the store has, and the other versions likewise
     * @param position the end of the log
     * @param cooldownMillis after which a failover's mark means nothing any more
     * @param group the states of the members whose processes live: asks for a promise are counted from their last
     */
    public record Frame(
            Now now,
            int leaseVersion,
            int leadershipVersion,
            int actionVersion,
            int openActionVersion,
            long position,
            long cooldownMillis,
            List<MemberState> group) {}

    /** So many characters of a byte each, and their number, fit into one number. */
    private static final int SHORT_TEXT = 7;

    private StateKey(Frame frame, LongConsumer out) {
        super(frame, out);
    }

    /** Tells everything of {@code s} that its later steps depend on. */
    public static void write(MemberState s, Frame frame, LongConsumer out) {
        new StateKey(frame, out).state(s);
    }

    public static void write(@Nullable Lease l, Frame frame, LongConsumer out) {
        StateKey k = new StateKey(frame, out);
        k.maybe(l, k::lease);
    }

    public static void write(@Nullable Leadership l, Frame frame, LongConsumer out) {
        StateKey k = new StateKey(frame, out);
        k.maybe(l, k::leadership);
    }

    public static void write(@Nullable ActionRecord a, Frame frame, LongConsumer out) {
        StateKey k = new StateKey(frame, out);
        k.maybe(a, k::action);
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

    /** Tells a text: a short one, as names are, in one number that is not negative; another one as a negative number and its characters. */
    public static void text(@Nullable String s, LongConsumer out) {
        if (s == null) {
            out.accept(-1);
            return;
        }
        int length = s.length();
        long word = length;
        boolean small = length <= SHORT_TEXT;
        for (int i = 0; i < length && small; i++) {
            char c = s.charAt(i);
            word = word << 8 | c;
            small = c < 256;
        }
        if (small) {
            out.accept(word);
            return;
        }
        out.accept(-2L - length);
        for (int i = 0; i < length; i++) {
            out.accept(s.charAt(i));
        }
    }

    private void state(MemberState s) {
        text(s.id.value());
        text(s.incarnation.value());
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
            text(seen.value().id());
        });
        maybe(s.action, seen -> {
            put(frame.actionVersion() - seen.version());
            action(seen.value());
        });
        maybe(s.acknowledged, seen -> {
            put(seen.version());
            epoch(seen.value().epoch());
        });
        put((s.operators.read() ? 1 : 0) + (s.operators.open() ? 2 : 0));
        maybe(s.wishes.abort(), seen -> text(seen.value().action()));
        put(s.members.size());
        sorted(s.members, (member, seen) -> {
            put(seen.version());
            record(seen.value());
            age(seen.nanos(), seen.value().fenced() ? s.timing().suspectMillis() * 1_000_000L : 0);
        });
        put(s.peers.size());
        sorted(s.peers, (member, peer) -> {
            id(member);
            peer(s, peer);
        });
        put(s.corrupt.size());
        sorted(s.corrupt, (path, what) -> {
            text(path);
            put(s.broken.contains(path) ? 1 : 0);
        });
        put(s.requests.size());
        sorted(s.requests, (name, request) -> request(s, request));
        put(s.storeConnected);
        position(s.resource.position());
        put(s.resource.lag());
        put(s.resource.ready() ? 1 : 0);
        put(s.resource.fences() ? 1 : 0);
        which(s.resource.kind().type());
        put(s.resource.recoveryMillis());
        text(s.prepared);
        text(s.toldApart);
        put(s.untold == null ? 0 : 1);
        phase(s, s.phase);
        maybe(s.hold, this::hold);
        maybe(s.asks, a -> asks(s, a));
        promised(s, s.promised);
        put(Promises.grantInFlight(s) ? 1 + frame.leaseVersion() - s.unansweredGrant : 0);
        put(s.fresh ? 1 : 0);
        arming(s.arming);
        age(s.storeAnsweredNanos, Promises.ANSWERED_NANOS);
        epoch(s.asked);
        until(s.askedReplacedUntilNanos);
        maybe(s.trigger, t -> {
            which(t.cause());
            put(frame.leaseVersion() - t.leaseVersion());
            age(t.sinceNanos(), Election.RANK_NANOS * (s.members.size() + 1));
        });
        until(s.askNotBeforeNanos);
        maybe(s.run, r -> run(s, r));
        maybe(s.unready, u -> age(u.sinceNanos(), Readiness.limitNanos(s)));
        age(s.startNanos, startHorizon(s));
        age(s.lastNanos, Member.OWN_PAUSE_NANOS + 1);
        put(frame.now().offsetMillis() - s.lastOffsetMillis);
        put(s.stepped ? 1 : 0);
        age(s.suspectFloorNanos, horizon(s));
        put(s.closing ? 1 : 0);
    }

    /** How long it matters when a member started. */
    private static long startHorizon(MemberState s) {
        long longest = s.timing().waitNanos(Timing.LONGEST_PROMISE_MILLIS);
        return s.policy == null ? longest : Math.max(longest, s.policy.value().bootstrapMillis() * 1_000_000L);
    }

    private void peer(MemberState s, Peer p) {
        which(p.reach());
        age(p.reachNanos(), horizon(s));
        which(p.verdict());
        maybe(p.status(), status -> {
            age(p.heardNanos(), horizon(s));
            status(status);
        });
    }
}
