package dev.baton.console.timeline;

import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Lane;
import dev.baton.console.model.MemberView;
import dev.baton.model.Role;
import java.util.List;

/**
 * How a group stood over time, by pixel column: not how much happened, but what could have gone wrong. Pure. Read from the lanes, so that it
 * also covers what was before the console opened.
 */
final class Risk {
    /** An epoch is granted and nobody has proved yet that its predecessor can no longer write; or two could write at once. */
    static final int FENCE = 1;
    /** No standby would take over. */
    static final int NO_STANDBY = 2;
    /** Of a member that had been heard nothing was heard for too long. */
    static final int STALE = 4;
    /** Nothing is known of that time. */
    static final int UNKNOWN = 8;

    private Risk() {}

    /** The risks of each column, as bits. */
    static int[] of(GroupView group, TimeScale scale, long limitMillis, long nowMillis) {
        int[] risks = new int[(int) scale.width() + 1];
        boolean[] heard = new boolean[risks.length];
        boolean[] spare = new boolean[risks.length];
        for (MemberView member : group.members().values()) {
            member(member, scale, limitMillis, nowMillis, risks, heard, spare);
        }
        boolean known = false;
        for (int i = 0; i < risks.length; i++) {
            known = known || heard[i];
            boolean future = scale.millis(scale.left() + i) > nowMillis;
            risks[i] = !known || future ? UNKNOWN : risks[i] | (spare[i] ? 0 : NO_STANDBY);
        }
        fences(group, scale, nowMillis, risks);
        return risks;
    }

    private static void member(
            MemberView member,
            TimeScale scale,
            long limitMillis,
            long nowMillis,
            int[] risks,
            boolean[] heard,
            boolean[] spare) {
        Density beats = Density.of(member.lane().beats(), scale);
        Density unfit = Density.of(member.lane().unfit(), scale);
        List<Lane.Span> spans = member.lane().spans();
        double perColumn = scale.spanMillis() / scale.width();
        long known = member.lane().beats().knownFrom();
        long last = known < scale.fromMillis() ? member.lane().beats().lastUntil(scale.fromMillis()) : -1;
        boolean fit = true;
        int span = -1;
        for (int i = 0; i < risks.length; i++) {
            long from = scale.fromMillis() + Math.round(i * perColumn);
            long to = Math.min(nowMillis, from + Math.round(perColumn));
            while (span + 1 < spans.size() && spans.get(span + 1).fromMillis() <= to) {
                span++;
            }
            boolean some = beats.count(i) > 0;
            // An offline member is no news: it said so itself.
            boolean away = span >= 0 && spans.get(span).role() == Role.OFFLINE;
            if (some) {
                // What is only counted was heard somewhere in the column.
                last = to;
                fit = beats.count(i) > unfit.count(i);
            }
            boolean silent = last >= 0 && to - last > limitMillis;
            if (!away && (silent || (some && beats.gapMillis(i) > limitMillis))) {
                risks[i] |= STALE;
            }
            heard[i] |= some && span >= 0;
            spare[i] |=
                    last >= 0 && !silent && fit && span >= 0 && spans.get(span).role() == Role.STANDBY;
        }
    }

    private static void fences(GroupView group, TimeScale scale, long nowMillis, int[] risks) {
        long next = nowMillis;
        for (EpochView epoch : group.epochs()) {
            long from = epoch.record().at().millis();
            long to =
                    epoch.activation() == null ? next : epoch.activation().at().millis();
            if (epoch.record().epoch().value() > 1) {
                mark(scale, from, to, risks);
            }
            next = from;
        }
        for (Overlaps.Overlap overlap : Overlaps.of(group, nowMillis)) {
            if (overlap.certainty() != Overlaps.Certainty.FENCED) {
                mark(scale, overlap.fromMillis(), overlap.toMillis(), risks);
            }
        }
    }

    private static void mark(TimeScale scale, long fromMillis, long toMillis, int[] risks) {
        if (toMillis < scale.fromMillis() || fromMillis > scale.toMillis()) {
            return;
        }
        int first = (int) (scale.clampedX(fromMillis) - scale.left());
        int last = (int) (scale.clampedX(toMillis) - scale.left());
        for (int i = first; i <= Math.min(last, risks.length - 1); i++) {
            risks[i] = (risks[i] & ~UNKNOWN) | FENCE;
        }
    }
}
