package dev.baton.lab.sim.search;

import dev.baton.protocol.Input;
import org.jspecify.annotations.Nullable;

/**
 * A message under way: first its errand, then its reply.
 *
 * @param life of the member that sent it; a later life gets no reply
 * @param request the core's name for it, or -1
 * @param age in ticks since it was sent
 * @param awaited whether the sender still waits, so that it learns of a time-out
 */
record Flight(
        int member,
        int life,
        long request,
        Errand errand,
        Leg leg,
        int age,
        boolean awaited,
        @Nullable Input reply) {
    enum Leg {
        /** Sent in this tick: may be carried out now. */
        SENT,
        /** Carried out with the next tick. */
        DEFERRED,
        /** Must be carried out in this tick. */
        DUE,
        /** Carried out at any time, or never. */
        ORPHAN,
        /** Replied in this tick: may arrive now. */
        FRESH,
        /** Arrives with the next tick. */
        WAITING,
        /** Arrives now, if it is not lost. */
        READY,
        /** No reply will come; only the time-out. */
        GONE
    }

    boolean replied() {
        return switch (leg) {
            case FRESH, WAITING, READY -> true;
            case SENT, DEFERRED, DUE, ORPHAN, GONE -> false;
        };
    }

    Flight to(Leg next) {
        return new Flight(member, life, request, errand, next, age, awaited, reply);
    }

    Flight reply(Input with) {
        return new Flight(member, life, request, errand, Leg.FRESH, age, awaited, with);
    }

    Flight unawaited(Leg next) {
        return new Flight(member, life, request, errand, next, age, false, null);
    }

    Flight older(Leg next) {
        return new Flight(member, life, request, errand, next, age + 1, awaited, reply);
    }
}
