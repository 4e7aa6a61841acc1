package dev.baton.console.timeline;

import dev.baton.console.theme.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Places the labels of instants in a few rows so that none covers another; the gravest are placed first. Pure. */
final class Chips {
    static final double GAP = 4;

    private Chips() {}

    /** An instant to be labelled. {@code weight}: higher goes first. */
    record Wanted(double x, String text, int weight, Tone tone) {}

    /** A label in a row; {@code row} -1 where there was no room and only the line is drawn. */
    record Placed(Wanted wanted, int row, double left, double width) {}

    static List<Placed> place(
            List<Wanted> wanted, ToDoubleFunction<String> width, int rows, double left, double right) {
        List<Wanted> ordered = new ArrayList<>(wanted);
        ordered.sort(Comparator.comparingInt(Wanted::weight)
                .reversed()
                .thenComparing(Comparator.comparingDouble(Wanted::x)));
        List<Placed> placed = new ArrayList<>();
        for (Wanted chip : ordered) {
            double w = width.applyAsDouble(chip.text());
            double x = Math.max(left, Math.min(right - w, chip.x() - w / 2));
            placed.add(new Placed(chip, freeRow(placed, x, w, rows), x, w));
        }
        return placed;
    }

    private static int freeRow(List<Placed> placed, double x, double w, int rows) {
        for (int row = 0; row < rows; row++) {
            int wantedRow = row;
            boolean free = placed.stream()
                    .filter(p -> p.row() == wantedRow)
                    .noneMatch(p -> x < p.left() + p.width() + GAP && p.left() < x + w + GAP);
            if (free) {
                return row;
            }
        }
        return -1;
    }
}
