package dev.baton.console.model;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an event puts on the timeline. */
final class Markers {
    private Markers() {}

    static Marker verdict(Event.VerdictChanged e) {
        return new Marker(
                e.at().millis(),
                Marker.Kind.VERDICT,
                e.about(),
                severity(e.verdict()),
                Phrase.of("mark.verdict", e.source(), e.about(), e.verdict()));
    }

    private static int severity(Verdict verdict) {
        return switch (verdict) {
            case HEALTHY, UNKNOWN -> 0;
            case SLOW -> 1;
            case HUNG, PARTITIONED, FENCED -> 2;
            case CRASHED, STALE_PRIMARY -> 3;
        };
    }

    static Marker blocked(Event.Blocked e) {
        return new Marker(
                e.at().millis(),
                Marker.Kind.BLOCKED,
                e.member(),
                2,
                Phrase.of("mark.blocked", e.decision(), e.blocker()));
    }

    static Marker recovered(Event.Recovered e) {
        long lost = e.recovery().lostRecords();
        return new Marker(
                e.at().millis(),
                Marker.Kind.EPOCH,
                e.member(),
                lost == 0 ? 0 : 3,
                Phrase.of(
                        lost == 0 ? "mark.recovered" : "mark.recovered.lost",
                        e.member(),
                        e.epoch(),
                        e.recovery().totalMicros() / 1_000,
                        lost));
    }

    static Marker corrupt(Event.Corrupt e) {
        return new Marker(e.at().millis(), Marker.Kind.STORE, null, 2, Phrase.of("mark.corrupt", e.path()));
    }

    static Marker epoch(EpochRecord epoch) {
        return new Marker(
                epoch.at().millis(),
                Marker.Kind.EPOCH,
                epoch.holder(),
                1,
                Phrase.of("mark.epoch", epoch.epoch(), epoch.holder(), epoch.cause()));
    }

    /** One when it was asked for, one when it ended. */
    static List<Marker> action(ActionRecord action) {
        List<Marker> found = new ArrayList<>();
        MemberId target = action.request().target();
        String kind = action.request().kind().name().toLowerCase(Locale.ROOT);
        Phrase name = target == null ? Phrase.verbatim(kind) : Phrase.of("mark.action", kind, target);
        found.add(new Marker(action.request().requestedAt().millis(), Marker.Kind.ACTION, target, 0, name));
        Outcome outcome = action.outcome();
        ActionStep last = action.last();
        if (outcome != null && last != null) {
            found.add(new Marker(
                    last.at().millis(),
                    Marker.Kind.ACTION,
                    target,
                    outcome == Outcome.SUCCEEDED ? 0 : 2,
                    Phrase.of("mark.ended", name, outcome)));
        }
        return found;
    }
}
