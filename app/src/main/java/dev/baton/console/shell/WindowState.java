package dev.baton.console.shell;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.ThemeChoice;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers for next time. Pure.
 *
 * @param place where it was; absent for wherever the system puts it
 * @param divider how much of the height the topology has above the timeline, 0 to 1
 * @param groups the group last looked at, by cluster
 */
record WindowState(
        @Nullable Place place,
        boolean maximized,
        double divider,
        ThemeChoice theme,
        double scale,
        Map<String, String> groups) {
    static final WindowState FIRST = new WindowState(null, false, 0.56, ThemeChoice.DARK, 1, Map.of());
    static final double LEAST_SCALE = 0.8;
    static final double MOST_SCALE = 2.0;
    private static final double STEP = 0.1;
    private static final String GROUP = "group.";
    private static final int MOST_GROUPS = 200;

    /** In the screen's coordinates. */
    record Place(double x, double y, double width, double height) {}

    /** A content that is not as written. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    WindowState {
        groups = Map.copyOf(groups);
    }

    /** The scale so many steps larger, within its limits. */
    static double stepped(double scale, int steps) {
        return Math.clamp(Math.round((scale + steps * STEP) * 10) / 10.0, LEAST_SCALE, MOST_SCALE);
    }

    Map<String, String> written() {
        Map<String, String> all = new TreeMap<>();
        if (place != null) {
            all.put("x", number(place.x()));
            all.put("y", number(place.y()));
            all.put("width", number(place.width()));
            all.put("height", number(place.height()));
        }
        all.put("maximized", Boolean.toString(maximized));
        all.put("divider", number(divider));
        all.put("theme", theme.name().toLowerCase(Locale.ROOT));
        all.put("scale", number(scale));
        groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_GROUPS)
                .forEach(one -> all.put(GROUP + one.getKey(), one.getValue()));
        return all;
    }

    /**
     * What was written; what is absent is as at first.
     *
     * @throws Broken naming the key, what was expected and what is there
     */
    static WindowState read(Map<String, String> content) throws Broken {
        Map<String, String> groups = new TreeMap<>();
        for (Map.Entry<String, String> one : content.entrySet()) {
            if (one.getKey().startsWith(GROUP)) {
                groups.put(one.getKey().substring(GROUP.length()), one.getValue());
            }
        }
        Place place = content.containsKey("x")
                ? new Place(
                        number(content, "x", -100_000, 100_000, 0),
                        number(content, "y", -100_000, 100_000, 0),
                        number(content, "width", 200, 100_000, 1_440),
                        number(content, "height", 200, 100_000, 900))
                : null;
        return new WindowState(
                place,
                Boolean.parseBoolean(content.get("maximized")),
                number(content, "divider", 0, 1, FIRST.divider()),
                theme(content.get("theme")),
                number(content, "scale", LEAST_SCALE, MOST_SCALE, 1),
                groups);
    }

    private static ThemeChoice theme(@Nullable String word) throws Broken {
        if (word == null) {
            return FIRST.theme();
        }
        for (ThemeChoice choice : ThemeChoice.values()) {
            if (choice.name().equalsIgnoreCase(word)) {
                return choice;
            }
        }
        throw new Broken(Messages.of("state.theme", word));
    }

    private static double number(Map<String, String> content, String key, double least, double most, double absent)
            throws Broken {
        String word = content.get(key);
        if (word == null) {
            return absent;
        }
        double value;
        try {
            value = Double.parseDouble(word);
        } catch (NumberFormatException none) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw new Broken(Messages.of("state.number", key, least, most, word));
        }
        return value;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
