package dev.baton.console.model;

import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something on the timeline that is not a heartbeat: a verdict, an epoch, an action, a blocked decision. Severity 0 (note) to 3 (alarm). */
public record Marker(long atMillis, Kind kind, @Nullable MemberId member, int severity, Phrase text) {
    static final int MAX = 500;

    private static final Comparator<Marker> ORDER = Comparator.comparingLong(Marker::atMillis)
            .thenComparing(Marker::kind)
            .thenComparing(m -> String.valueOf(m.member()))
            .thenComparingInt(Marker::severity)
            .thenComparing(m -> m.text().toString());

    public enum Kind {
        EPOCH,
        VERDICT,
        ACTION,
        BLOCKED,
        STORE
    }

    /** With one more, in its place by time; one that is there already, or is older than all of a full list, changes nothing. */
    static List<Marker> with(List<Marker> markers, Marker marker) {
        int at = Collections.binarySearch(markers, marker, ORDER);
        if (at >= 0 || (at == -1 && markers.size() >= MAX)) {
            return markers;
        }
        List<Marker> all = new ArrayList<>(markers);
        all.add(-at - 1, marker);
        if (all.size() > MAX) {
            all.remove(0);
        }
        return List.copyOf(all);
    }
}
