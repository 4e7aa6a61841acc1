package dev.baton.console.model;

import dev.baton.model.Epoch;
import dev.baton.model.Hlc;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What a timeline lane draws for one member. Bounded: the oldest goes first.
 *
 * @param spans role bands, oldest first; the last one is open-ended
 * @param beats wall-clock milliseconds (the member's) of its heartbeats
 * @param observed the newest observation of its role
 * @param unfit those heartbeats in which it was a standby that would not take over
 * @param guards by its own word, until when it could write in each epoch
 */
public record Lane(List<Span> spans, Ticks beats, Hlc observed, Ticks unfit, Guards guards) {
    public static final Lane EMPTY = new Lane(List.of(), Ticks.EMPTY, Hlc.ZERO);
    static final int MAX_SPANS = 512;

    public Lane {
        spans = List.copyOf(spans);
    }

    /** A lane whose member was always fit and never could write. */
    public Lane(List<Span> spans, Ticks beats, Hlc observed) {
        this(spans, beats, observed, Ticks.EMPTY, Guards.NONE);
    }

    /** From {@code from} to the next span, or to now for the last. {@code reason} is empty where only heartbeats told of it. */
    public record Span(Role role, Epoch epoch, Hlc from, String reason) {
        public long fromMillis() {
            return from.millis();
        }

        boolean in(Role otherRole, Epoch otherEpoch) {
            return role == otherRole && epoch.equals(otherEpoch);
        }

        Span from(Hlc earlier, String why) {
            return new Span(role, epoch, earlier, why.isEmpty() ? reason : why);
        }
    }

    /** With one more beat, unless one is known within a quarter of the interval: the same one, heard by another way. */
    Lane beat(long millis, long heartbeatMillis, MemberStatus says) {
        Ticks more = more(beats, millis, heartbeatMillis);
        boolean standsBy = says.role() == Role.STANDBY;
        Ticks lame = standsBy && !says.eligible() ? more(unfit, millis, heartbeatMillis) : unfit;
        boolean writes = says.role() == Role.PRIMARY && says.guardMillis() > 0;
        Guards open = writes ? guards.with(says.epoch().value(), millis + says.guardMillis()) : guards;
        boolean same = Same.object(more, beats) && Same.object(lame, unfit) && Same.object(open, guards);
        return same ? this : new Lane(spans, more, observed, lame, open);
    }

    private static Ticks more(Ticks ticks, long millis, long heartbeatMillis) {
        return ticks.near(millis, heartbeatMillis / 4) ? ticks : ticks.with(millis, 3 * heartbeatMillis);
    }

    /** With an event of that severity, as {@link Marker} has it, for the zoomed-out view. */
    Lane marked(long millis, int severity) {
        return new Lane(spans, beats.marked(millis, severity), observed, unfit, guards);
    }

    /** Whether a role without a stamp is news: another than the last band's, which had begun before {@code settledMillis}. */
    boolean changes(Role role, Epoch epoch, long settledMillis) {
        return spans.isEmpty()
                || (!spans.getLast().in(role, epoch) && spans.getLast().fromMillis() < settledMillis);
    }

    /**
     * With one more observation of the role. Observations may come late, twice and in any order: each goes to its place by its timestamp.
     */
    Lane seen(Hlc at, Role role, Epoch epoch, String reason) {
        Hlc newest = at.compareTo(observed) > 0 ? at : observed;
        int covering = covering(at);
        if (covering >= 0 && spans.get(covering).in(role, epoch)) {
            Span span = spans.get(covering);
            if (reason.isEmpty() || !span.reason().isEmpty()) {
                return newest.equals(observed) ? this : new Lane(spans, beats, newest, unfit, guards);
            }
            List<Span> named = new ArrayList<>(spans);
            named.set(covering, span.from(span.from(), reason));
            return new Lane(named, beats, newest, unfit, guards);
        }
        if (covering < 0 && spans.size() >= MAX_SPANS) {
            return this;
        }
        List<Span> all = new ArrayList<>(spans);
        insert(all, covering, new Span(role, epoch, at, reason), at.compareTo(observed) < 0);
        if (all.size() > MAX_SPANS) {
            all.subList(0, all.size() - MAX_SPANS).clear();
        }
        return new Lane(all, beats, newest, unfit, guards);
    }

    private void insert(List<Span> all, int covering, Span span, boolean late) {
        int next = covering + 1;
        boolean insideLast = late && covering == all.size() - 1 && covering >= 0;
        if (next < all.size() && all.get(next).in(span.role(), span.epoch())) {
            // The same band, seen to begin earlier than known.
            Span known = all.get(next);
            all.set(next, new Span(known.role(), known.epoch(), span.from(), laterReason(known, span)));
            return;
        }
        all.add(next, span);
        if (insideLast) {
            // It was in its last state before and after this: that state goes on from where it was seen again.
            Span last = all.get(covering);
            all.add(new Span(last.role(), last.epoch(), observed, ""));
        }
    }

    private static String laterReason(Span known, Span earlier) {
        return known.reason().isEmpty() ? earlier.reason() : known.reason();
    }

    /** Index of the last span that begins at or before {@code at}, or -1. */
    private int covering(Hlc at) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            if (spans.get(i).from().compareTo(at) <= 0) {
                return i;
            }
        }
        return -1;
    }
}
