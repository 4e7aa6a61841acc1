package dev.baton.console.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each group stands: the worst ones as lines, all others as squares in their sections. Depends on order, grouping and width alone, so
 * nothing moves while neither changes. Pure; pixels of the whole content, of which a window shows a part.
 *
 * @param order the lines from above, then the squares, section by section
 * @param lines how many of them are lines
 * @param trouble how many need somebody, lines or not
 */
record FleetPlan(List<FleetRow> order, int lines, int trouble, List<Section> sections, int columns, double height) {
    static final double HEAD = 26;
    static final double LINE = 36;
    static final double LINE_GAP = 5;
    static final double LABEL = 116;
    static final double PITCH = 16;
    static final double CELL = 13;
    private static final double SECTION_GAP = 9;
    private static final double MIN_SECTION = 31;
    /** More lines than this would be a list to read; squares are seen at once. */
    static final int MOST_LINES = 10;

    private static final int LEAST_LINES = 3;
    private static final double LINES_SHARE = 0.6;

    /** Squares with one label. {@code first} is the index of its first one in the order. */
    record Section(String name, int first, int count, double top) {}

    record Box(double x, double y, double w, double h) {
        boolean contains(double px, double py) {
            return px >= x && px <= x + w && py >= y && py <= y + h;
        }
    }

    /** How many lines leave room for squares in a window of that height. */
    static int linesIn(double height) {
        return Math.clamp((int) Math.floor(height * LINES_SHARE / (LINE + LINE_GAP)), LEAST_LINES, MOST_LINES);
    }

    /** @param most lines: the others in trouble are squares with a letter */
    static FleetPlan of(List<FleetRow> rows, Grouping grouping, double width, int most) {
        int trouble = (int) rows.stream().filter(FleetRow::trouble).count();
        int lines = Math.min(most, trouble);
        int columns = Math.max(1, (int) Math.floor((width - LABEL) / PITCH));
        Map<String, List<FleetRow>> byName = new TreeMap<>();
        for (FleetRow row : rows.subList(lines, rows.size())) {
            byName.computeIfAbsent(grouping.section(row), n -> new ArrayList<>())
                    .add(row);
        }
        List<FleetRow> order = new ArrayList<>(rows.subList(0, lines));
        List<Section> sections = new ArrayList<>();
        double y = linesEnd(lines) + (byName.isEmpty() ? 0 : HEAD);
        for (Map.Entry<String, List<FleetRow>> named : byName.entrySet()) {
            int count = named.getValue().size();
            sections.add(new Section(named.getKey(), order.size(), count, y));
            order.addAll(named.getValue());
            int deep = (count + columns - 1) / columns;
            y += Math.max(MIN_SECTION, deep * PITCH) + SECTION_GAP;
        }
        return new FleetPlan(order, lines, trouble, List.copyOf(sections), columns, y);
    }

    private static double linesEnd(int lines) {
        return lines == 0 ? 0 : HEAD + lines * (LINE + LINE_GAP) + 4;
    }

    /** Where the heading over the squares begins. */
    double squaresTop() {
        return linesEnd(lines);
    }

    /** The place of one. {@code width} of the whole content. */
    Box box(int index, double width) {
        if (index < lines) {
            return new Box(0, HEAD + index * (LINE + LINE_GAP), width, LINE);
        }
        Section section = sectionOf(index);
        int at = index - section.first();
        return new Box(LABEL + at % columns * PITCH, section.top() + Math.floorDiv(at, columns) * PITCH, CELL, CELL);
    }

    private Section sectionOf(int index) {
        int low = 0;
        int high = sections.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sections.get(middle).first() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return sections.get(low);
    }

    /** The index of what is at a point, or -1. */
    int at(double x, double y, double width) {
        if (y < linesEnd(lines)) {
            int line = (int) Math.floor((y - HEAD) / (LINE + LINE_GAP));
            return line >= 0 && line < lines && box(line, width).contains(x, y) ? line : -1;
        }
        for (Section section : sections) {
            int deep = (int) Math.floor((y - section.top()) / PITCH);
            int column = (int) Math.floor((x - LABEL) / PITCH);
            int at = deep * columns + column;
            if (deep >= 0 && column >= 0 && column < columns && at < section.count()) {
                return section.first() + at;
            }
        }
        return -1;
    }

    /** The next one above ({@code step} -1) or below (1): in the same column where there is one. */
    int vertical(int index, int step) {
        if (index < lines) {
            return Math.clamp(index + step, 0, Math.max(0, order.size() - 1));
        }
        Section section = sectionOf(index);
        int at = index - section.first();
        int next = at + step * columns;
        if (next >= 0 && next < section.count()) {
            return section.first() + next;
        }
        int column = at % columns;
        int lastRow = Math.floorDiv(section.count() - 1, columns);
        if (step > 0 && Math.floorDiv(at, columns) < lastRow) {
            return section.first() + section.count() - 1;
        }
        int which = sections.indexOf(section) + step;
        if (which < 0) {
            return lines > 0 ? lines - 1 : index;
        }
        if (which >= sections.size()) {
            return index;
        }
        Section other = sections.get(which);
        int from = step > 0 ? 0 : Math.floorDiv(other.count() - 1, columns) * columns;
        return other.first() + Math.min(other.count() - 1, from + column);
    }
}
