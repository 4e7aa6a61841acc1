package dev.baton.console.fleet;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * By what the squares are put together. Pure.
 *
 * @param tag the key; empty unless by tag
 */
record Grouping(By by, String tag) {
    enum By {
        PREFIX,
        SERVICE,
        STATE,
        TAG
    }

    static final Grouping PREFIX = new Grouping(By.PREFIX, "");
    /** Of tags, so that a fleet with a tag for each group does not make a menu without end. */
    private static final int MOST_TAGS = 20;

    /** All that these rows can be grouped by. */
    static List<Grouping> offered(List<FleetRow> rows) {
        TreeSet<String> keys = new TreeSet<>();
        for (FleetRow row : rows) {
            keys.addAll(row.tags().keySet());
        }
        List<Grouping> all = new ArrayList<>(List.of(PREFIX, new Grouping(By.SERVICE, ""), new Grouping(By.STATE, "")));
        keys.stream().limit(MOST_TAGS).forEach(key -> all.add(new Grouping(By.TAG, key)));
        return List.copyOf(all);
    }

    /** The section that a row belongs to. */
    String section(FleetRow row) {
        return switch (by) {
            case PREFIX -> prefix(row.id().value());
            case SERVICE ->
                row.primary().isEmpty()
                        ? Messages.of("fleet.by.noprimary")
                        : new MemberId(row.primary()).service().value();
            case STATE -> Words.of(row.held()).toLowerCase(java.util.Locale.ROOT);
            case TAG -> row.tags().getOrDefault(tag, Messages.of("fleet.by.notag", tag));
        };
    }

    /** "search" of "search-7", "eu" of "eu.orders"; a name without a separator or digit is its own. */
    private static String prefix(String name) {
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' || c == '_' || c == '.' || Character.isDigit(c)) {
                return name.substring(0, i);
            }
        }
        return name;
    }

    @Override
    public String toString() {
        return switch (by) {
            case PREFIX -> Messages.of("fleet.by.prefix");
            case SERVICE -> Messages.of("fleet.by.service");
            case STATE -> Messages.of("fleet.by.state");
            case TAG -> Messages.of("fleet.by.tag", tag);
        };
    }
}
