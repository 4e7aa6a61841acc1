package dev.baton.lab.torture;

import dev.baton.lab.Fault;
import java.util.Locale;

/** A fault, or the end of one, at its time in milliseconds since the run's begin. */
public record PlannedFault(long atMs, Fault fault) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%8.1f s  %s", atMs / 1_000.0, fault);
    }
}
