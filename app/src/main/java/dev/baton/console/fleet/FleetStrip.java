package dev.baton.console.fleet;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Pyramid;
import java.util.ArrayList;
import java.util.List;

/**
 * A group's last minute of heartbeats in cells of two seconds. Cells begin at whole multiples, and only those that are over are told, so that
 * nothing in the strip changes but by a step to the left. Pure.
 */
final class FleetStrip {
    static final int CELLS = 30;
    static final long CELL_MILLIS = 2_000;

    private FleetStrip() {}

    /** What was heard in one cell. */
    enum Cell {
        /** Nothing is known of it. */
        UNKNOWN,
        /** Every member, without a silence that is suspicious. */
        ALL,
        /** Not every member, or not all the time. */
        PART,
        /** Nobody. */
        NONE
    }

    /** Oldest first. */
    static List<Cell> of(GroupView group, long nowMillis) {
        long end = Math.floorDiv(nowMillis, CELL_MILLIS) * CELL_MILLIS;
        List<Cell> cells = new ArrayList<>();
        for (int i = CELLS; i > 0; i--) {
            cells.add(cell(group, end - i * CELL_MILLIS));
        }
        return cells;
    }

    private static Cell cell(GroupView group, long from) {
        int known = 0;
        int well = 0;
        int heard = 0;
        for (MemberView member : group.members().values()) {
            boolean retired = member.record() != null && member.record().retired();
            long offset = member.clockOffsetMillis() == Long.MAX_VALUE ? 0 : member.clockOffsetMillis();
            long by = from - offset;
            if (retired || member.lane().beats().knownFrom() > by) {
                continue;
            }
            Pyramid.Sum sum = member.lane().beats().sum(by, by + CELL_MILLIS);
            known++;
            heard += sum.count() > 0 ? 1 : 0;
            well += sum.count() > 0 && sum.gapMillis() < group.timing().suspectMillis() ? 1 : 0;
        }
        if (known == 0) {
            return Cell.UNKNOWN;
        }
        return well == known ? Cell.ALL : heard > 0 ? Cell.PART : Cell.NONE;
    }
}
