package dev.baton.console.model;

import dev.baton.model.MemberId;
import org.jspecify.annotations.Nullable;

/** Something on the timeline that is not a heartbeat: a verdict, an epoch, an action, a blocked decision. Severity 0 (note) to 3 (alarm). */
public record Marker(long atMillis, Kind kind, @Nullable MemberId member, int severity, String text) {
    public enum Kind {
        EPOCH,
        VERDICT,
        ACTION,
        BLOCKED,
        STORE
    }
}
