package dev.baton.console.model;

import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One alert as it is remembered, from the time when it was raised until it is both over and acknowledged.
 *
 * @param alert as last found
 * @param widest as it was found with the most under it
 * @param raisedMillis when this console found it
 * @param watched whether this console saw the time before, so that it knows when it began
 * @param clearedMillis when its cause was gone; -1 while it is there
 * @param times how often it was raised since it was last acknowledged
 * @param before the acknowledgement that stood when it was raised: that one was of an earlier occurrence
 * @param acknowledged by whom; null while nobody has
 * @param inside whether it is shown under another alert now
 * @param atRaise how much each claimant had committed then
 */
public record AlertEntry(
        Alert alert,
        Alert widest,
        long raisedMillis,
        boolean watched,
        long clearedMillis,
        int times,
        AlertAcknowledgements.@Nullable One before,
        AlertAcknowledgements.@Nullable One acknowledged,
        boolean inside,
        Map<MemberId, Long> atRaise) {
    /** The states of a latching alarm (as in ISA-18.2). */
    public enum State {
        /** Its cause is there, and nobody has looked at it. */
        RAISED,
        /** Its cause is there, and somebody has looked at it. */
        ACKNOWLEDGED,
        /** Its cause is gone, and nobody has looked at it: it stays. */
        CLEARED
    }

    static AlertEntry raised(
            Alert alert, long now, boolean watched, int times, AlertAcknowledgements.@Nullable One standing) {
        return new AlertEntry(
                alert, alert, now, watched, -1, times, watched ? standing : null, null, false, alert.committed());
    }

    public String id() {
        return alert.id();
    }

    public State state() {
        if (clearedMillis >= 0) {
            return State.CLEARED;
        }
        return acknowledged == null ? State.RAISED : State.ACKNOWLEDGED;
    }

    public boolean active() {
        return clearedMillis < 0;
    }

    /** Since when, as far as can be told. */
    public long sinceMillis() {
        return alert.sinceMillis() >= 0 ? Math.min(alert.sinceMillis(), raisedMillis) : raisedMillis;
    }

    /** What belongs to it: now while it is there, at its widest once it is over. */
    public List<Alert> under() {
        return active() ? alert.under() : widest.under();
    }

    /** Who says so; of a split brain also what each side wrote since it was raised. */
    public List<Phrase> evidence() {
        List<Phrase> lines = new ArrayList<>(alert.evidence());
        new TreeMap<>(alert.committed()).forEach((member, count) -> {
            Long then = atRaise.get(member);
            lines.add(
                    then == null || count < then
                            ? Phrase.of("found.writes.unknown", member)
                            : Phrase.of("found.writes", member, count - then));
        });
        return List.copyOf(lines);
    }

    /** Found again: the present findings, and the acknowledgement if there is one that counts for this occurrence. */
    AlertEntry found(Alert now, AlertAcknowledgements.@Nullable One standing) {
        return new AlertEntry(
                now,
                now.under().size() >= widest.under().size() ? now : widest,
                raisedMillis,
                watched,
                -1,
                times,
                before,
                counts(now, standing),
                false,
                merged(now));
    }

    AlertEntry within() {
        return new AlertEntry(alert, widest, raisedMillis, watched, -1, times, before, acknowledged, true, atRaise);
    }

    AlertEntry cleared(long now) {
        return new AlertEntry(alert, widest, raisedMillis, watched, now, times, before, acknowledged, false, atRaise);
    }

    AlertEntry acknowledgedBy(AlertAcknowledgements.@Nullable One standing) {
        return new AlertEntry(
                alert,
                widest,
                raisedMillis,
                watched,
                clearedMillis,
                times,
                before,
                counts(alert, standing),
                inside,
                atRaise);
    }

    /** No clocks are compared: what stood when it was raised was of an earlier occurrence, what came later is of this one. */
    private AlertAcknowledgements.@Nullable One counts(Alert now, AlertAcknowledgements.@Nullable One standing) {
        if (standing == null || !standing.mark().equals(now.mark())) {
            return null;
        }
        return watched && standing.equals(before) ? null : standing;
    }

    private Map<MemberId, Long> merged(Alert now) {
        if (atRaise.keySet().containsAll(now.committed().keySet())) {
            return atRaise;
        }
        Map<MemberId, Long> all = new TreeMap<>(now.committed());
        all.putAll(atRaise);
        return Map.copyOf(all);
    }
}
