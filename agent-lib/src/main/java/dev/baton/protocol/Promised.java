package dev.baton.protocol;

import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.PromiseWord;
import org.jspecify.annotations.Nullable;

/**
 * What an elector has promised (spec: Promise.tla hold, HoldFirm; PromiseTakeover.tla to, LastAsker): until then it asks for no grant, early or
 * late.
 *
 * @param to whom it promised last, and for which epoch, which is never before an earlier promise's; only that member's own VACANT of that
 *     epoch ends it early
 * @param untilNanos X x (1 + drift) from the last answer that gave it
 * @param word the last answer, for the heartbeats; a refusal does not shorten what was given before
 */
record Promised(
        @Nullable MemberId to,
        Epoch epoch,
        long untilNanos,
        boolean given,
        @Nullable PromiseWord word) {
    static final Promised NONE = new Promised(null, Epoch.NONE, 0, false, null);

    boolean runs(Now now) {
        return given && now.nanos() - untilNanos < 0;
    }

    Promised gave(PromiseWord now, long until) {
        boolean later = !given || until - untilNanos > 0;
        return new Promised(now.to(), now.epoch(), later ? until : untilNanos, true, now);
    }

    Promised refused(PromiseWord now) {
        return new Promised(to, epoch, untilNanos, given, now);
    }

    Promised released() {
        return new Promised(null, Epoch.NONE, 0, false, word);
    }
}
