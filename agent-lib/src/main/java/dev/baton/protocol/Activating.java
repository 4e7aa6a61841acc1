package dev.baton.protocol;

/**
 * Creates the activation record of an epoch whose PRIMARY was written before the resource was ready: what it tells was not known then.
 * Nothing waits for it, and nothing is decided by it.
 */
final class Activating {
    static final long FIRST_EFFECT_NANOS = 100_000_000L;

    private Activating() {}

    /**
     * Whether what is only told may be written. Not while the resource is about its first effect, which the watches that such a write
     * sets off in every member would delay; a while later in any case, since there may be nothing to do.
     */
    static boolean quiet(MemberState s, Now now, Phase.Serving serving) {
        return s.marks == null || now.nanos() - serving.sinceNanos() >= FIRST_EFFECT_NANOS;
    }

    static void drive(MemberState s, Now now) {
        if (s.untold != null
                && s.hold != null
                && s.phase instanceof Phase.Serving serving
                && serving.activated()
                && quiet(s, now, serving)
                && !s.asks(Request.Activate.class)) {
            long request = s.ask(new Request.Activate(now.nanos()));
            s.emit(new Effect.Activated(request, s.untold, s.hold.leadershipVersion()));
        }
    }

    /** Repeated only where no answer came: a refusal means that it exists already, or that the epoch is over. */
    static void answered(MemberState s, Answer answer) {
        if (!(answer instanceof Answer.Unknown)) {
            s.untold = null;
        }
    }
}
