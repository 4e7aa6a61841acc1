package dev.baton.console.fleet;

import dev.baton.console.theme.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which groups are shown: every word must hold. {@code state:paused} looks at the state, {@code alert:lag} at what was found, any other
 * {@code key:value} at the tags; a word by itself is looked for in name, primary and reason. An exclamation mark before a value or a word
 * turns it round. Pure.
 *
 * @param troubleOnly leaves the healthy ones out
 */
record FleetFilter(List<Term> terms, boolean troubleOnly) {
    static final FleetFilter ALL = new FleetFilter(List.of(), false);

    /** One word. {@code key} is empty for a word by itself. */
    record Term(String key, String value, boolean not) {
        boolean holds(FleetRow row) {
            return found(row) != not;
        }

        private boolean found(FleetRow row) {
            return switch (key) {
                case "" -> within(row.id().value()) || within(row.primary()) || within(row.why());
                case "state" -> plain(Words.of(row.state())).startsWith(plain(value));
                case "alert" ->
                    row.kinds().stream().anyMatch(kind -> plain(kind.name()).startsWith(plain(value)));
                default -> {
                    String tag = row.tags().get(key);
                    yield tag != null && within(tag);
                }
            };
        }

        private boolean within(String text) {
            return text.toLowerCase(Locale.ROOT).contains(value);
        }

        private static String plain(String word) {
            return word.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        }
    }

    static FleetFilter of(String text, boolean troubleOnly) {
        List<Term> terms = new ArrayList<>();
        for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            int colon = word.indexOf(':');
            String key = colon <= 0 ? "" : word.substring(0, colon);
            String value = colon <= 0 ? word : word.substring(colon + 1);
            boolean not = value.startsWith("!");
            String wanted = not ? value.substring(1) : value;
            if (!wanted.isEmpty()) {
                terms.add(new Term(key, wanted, not));
            }
        }
        return new FleetFilter(List.copyOf(terms), troubleOnly);
    }

    boolean all() {
        return terms.isEmpty() && !troubleOnly;
    }

    List<FleetRow> of(List<FleetRow> rows) {
        return all() ? rows : rows.stream().filter(this::holds).toList();
    }

    private boolean holds(FleetRow row) {
        return (!troubleOnly || row.trouble()) && terms.stream().allMatch(term -> term.holds(row));
    }
}
