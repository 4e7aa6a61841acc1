package dev.baton.protocol;

/**
 * Creates the activation record of an epoch whose PRIMARY was written before the resource was ready: what it tells was not known then.
 * Nothing waits for it, and nothing is decided by it.
 */
final class Activating {
    private Activating() {}

    static void drive(MemberState s, Now now) {
        if (s.untold != null
                && s.hold != null
                && s.phase instanceof Phase.Serving serving
                && serving.activated()
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
