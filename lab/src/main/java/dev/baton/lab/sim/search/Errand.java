package dev.baton.lab.sim.search;

import dev.baton.model.Epoch;
import dev.baton.model.MemberRecord;
import dev.baton.protocol.Effect;

/** What a message asks of the store, of the log, or of its own process. */
sealed interface Errand {
    /** A conditional write of the store. */
    record Write(Effect effect) implements Errand {}

    record ReadLease() implements Errand {}

    record ReadLeadership() implements Errand {}

    /** A start rewrites the member's own record. */
    record Register(MemberRecord record) implements Errand {}

    /** The first half of a promotion: bar earlier writers, then replay. {@code endWhenAsked}: the log's end before that. */
    record Fence(Epoch epoch, long endWhenAsked) implements Errand {}

    /** The second half: the epoch's marker. {@code replayed}: up to where the state was replayed. */
    record Mark(Epoch epoch, int token, long replayed, boolean again) implements Errand {}

    /** Nothing to carry out: the resource answers by itself. */
    record Own() implements Errand {}

    /** Whether it is for the store, and not for the log or its own process. */
    default boolean ofStore() {
        return !(this instanceof Fence || this instanceof Mark || this instanceof Own);
    }
}
