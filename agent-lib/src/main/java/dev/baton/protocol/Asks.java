package dev.baton.protocol;

import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.PromiseAsk;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a holder keeps of the promises for its epoch (spec: Promise.tla el, pLeft, SendRenew, Ask, AskUnion, LeaveOut).
 *
 * @param electors of every write of the lease that this holder has sent in its epoch, answered or not: any of them may be the one that
 *     stands, so each elector must have promised (rule AskUnion)
 * @param number of the last ask; 0 before the first
 * @param sent when which ask was sent; the last {@value #KEPT} of them
 * @param until how long each elector's promise keeps the guard open
 * @param asking whether the store is silent now, so that heartbeats carry the ask
 * @param nextNanos when the next ask is due
 */
record Asks(
        Set<MemberId> electors,
        long number,
        Map<Long, Sent> sent,
        Map<MemberId, Hold.End> until,
        boolean asking,
        long nextNanos) {
    private static final int KEPT = 32;

    /** One ask: when it was sent, the clocks' offset then, and the X that it named. */
    record Sent(long nanos, long offsetMillis, long millis) {}

    /** The electors of the grant itself. */
    static Asks none(Set<MemberId> electors) {
        return new Asks(Set.copyOf(electors), 0, Map.of(), Map.of(), false, 0);
    }

    Asks alsoAsk(Set<MemberId> more) {
        if (electors.containsAll(more)) {
            return this;
        }
        Set<MemberId> all = new TreeSet<>(electors);
        all.addAll(more);
        return new Asks(Set.copyOf(all), number, sent, until, asking, nextNanos);
    }

    Asks ask(Now now, long millis, long next) {
        Map<Long, Sent> kept = Maps.without(sent, number + 1 - KEPT);
        return new Asks(
                electors,
                number + 1,
                Maps.with(kept, number + 1, new Sent(now.nanos(), now.offsetMillis(), millis)),
                until,
                true,
                next);
    }

    Asks quiet() {
        return asking ? new Asks(electors, number, sent, until, false, nextNanos) : this;
    }

    Asks promised(MemberId by, Hold.End end) {
        Hold.End known = until.get(by);
        return known != null && known.nanos() - end.nanos() >= 0
                ? this
                : new Asks(electors, number, sent, Maps.with(until, by, end), asking, nextNanos);
    }

    /** The ask that heartbeats carry; null while none does. */
    @Nullable
    PromiseAsk now(Epoch epoch) {
        Sent last = sent.get(number);
        return asking && last != null ? new PromiseAsk(epoch, number, last.millis()) : null;
    }

    /** A clock jumped, or the guard was shut: no ask that was sent before,
     * and no promise counted before, is worth anything. */
    Asks forget() {
        return new Asks(electors, number, Map.of(), Map.of(), asking, nextNanos);
    }
}
