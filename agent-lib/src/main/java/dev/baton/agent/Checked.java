package dev.baton.agent;

import dev.baton.port.Resource;

/** Puts what the health checks say before what the resource says of itself. */
final class Checked {
    private Checked() {}

    /** @param failing the failing readiness checks in words; empty where none fails */
    static Resource.Status status(Resource.Status own, String failing) {
        if (failing.isEmpty()) {
            return own;
        }
        String health = own.ready() ? failing : failing + "; " + own.health();
        return new Resource.Status(
                own.position(), own.lag(), own.committed(), false, health, own.kind(), own.recoveryMillis());
    }
}
