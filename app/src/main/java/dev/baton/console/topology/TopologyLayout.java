package dev.baton.console.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the store and the members stand. Depends on the size and the number of members alone, so that nothing moves when a role does.
 * Pure; pixels.
 */
record TopologyLayout(Box store, List<Box> members) {
    static final double CARD_W = 190;
    static final double CARD_H = 74;
    private static final double LOW_CARD_H = 62;
    private static final double STORE_W = 216;
    private static final double STORE_H = 46;
    private static final double EDGE = 18;
    private static final int SINGLE_ROW = 5;

    /** A rectangle by its middle. */
    record Box(double x, double y, double w, double h) {
        double left() {
            return x - w / 2;
        }

        double top() {
            return y - h / 2;
        }

        double right() {
            return x + w / 2;
        }

        double bottom() {
            return y + h / 2;
        }

        boolean contains(double px, double py) {
            return px >= left() && px <= right() && py >= top() && py <= bottom();
        }

        boolean meets(Box other) {
            return left() < other.right() && other.left() < right() && top() < other.bottom() && other.top() < bottom();
        }
    }

    static TopologyLayout of(int count, double width, double height) {
        Box store = new Box(width / 2, EDGE + STORE_H / 2, STORE_W, STORE_H);
        List<Box> members = new ArrayList<>();
        // In little room the cards give way, not the lines between them.
        double cardH = height < 300 ? LOW_CARD_H : CARD_H;
        double low = Math.max(store.bottom() + cardH, height - EDGE - cardH / 2);
        double upper = Math.max(store.bottom() + cardH / 2 + 24, Math.min(low - 6, height * 0.56));
        double cardW = Math.min(CARD_W, (width - EDGE * 2) / Math.min(Math.max(1, count), SINGLE_ROW) - 12);
        if (count > SINGLE_ROW) {
            grid(members, count, width, store.bottom() + 24, height - EDGE);
        } else {
            for (int i = 0; i < count; i++) {
                double share = count == 1 ? 0.5 : (double) i / (count - 1);
                double reach = width - EDGE * 2 - cardW;
                double spread = Math.min(reach, count == 2 ? 520 : 580 + (count - 3) * 130);
                double x = width / 2 + (share - 0.5) * spread;
                // An arc: the outer ones stand higher, so that no line between two passes under a third.
                double sag = Math.cos((share - 0.5) * Math.PI);
                members.add(new Box(x, count <= 2 ? (upper + low) / 2 : upper + (low - upper) * sag, cardW, cardH));
            }
        }
        return new TopologyLayout(store, List.copyOf(members));
    }

    private static void grid(List<Box> members, int count, double width, double top, double bottom) {
        int columns = Math.max(1, Math.min(count, (int) ((width - EDGE) / (CARD_W + 12))));
        int rows = (count + columns - 1) / columns;
        double cellW = (width - EDGE * 2) / columns;
        double cellH = Math.max(40, (bottom - top) / rows);
        for (int i = 0; i < count; i++) {
            double x = EDGE + cellW * (i % columns + 0.5);
            double y = top + cellH * (Math.floorDiv(i, columns) + 0.5);
            members.add(new Box(x, y, Math.min(CARD_W, cellW - 10), Math.min(CARD_H, cellH - 8)));
        }
    }

    /** The index of the member under a point, or -1. */
    int memberAt(double x, double y) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).contains(x, y)) {
                return i;
            }
        }
        return -1;
    }
}
