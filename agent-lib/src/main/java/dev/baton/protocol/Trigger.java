package dev.baton.protocol;

import dev.baton.model.Cause;

/** Why a standby would ask for a grant on this very version of the lease, and since when it would. */
record Trigger(Cause cause, int leaseVersion, long sinceNanos, String reason) {}
