package dev.baton.lab.faults;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of the planted faults: what was broken, what caught it, and how many seeds that took. */
final class FaultTable {
    private static final String LINE = "%-32s %-22s %-16s %6s %7s  %s%n";

    private FaultTable() {}

    static String head() {
        return String.format(Locale.ROOT, LINE, "planted fault", "model", "caught by", "seeds", "ms", "detail");
    }

    static String line(Row row) {
        Hunt.Range last = row.ranges().getLast();
        String detail = last.caught() == null
                ? "other checks found " + last.others()
                : shortened("seed " + last.lastSeed() + ": " + last.caught());
        return String.format(
                Locale.ROOT,
                LINE,
                row.fault().name(),
                row.fault().spec().isEmpty() ? "-" : row.fault().spec(),
                row.checks(),
                row.medianSeeds(),
                row.millis(),
                detail);
    }

    static String summary(List<Row> rows, List<Hunt.Range> unbroken) {
        long caught = rows.stream().filter(Row::caught).count();
        long seeds = unbroken.stream().mapToLong(Hunt.Range::seeds).sum();
        @Nullable
        String found = unbroken.stream()
                .filter(r -> r.caught() != null)
                .map(r -> "seed " + r.lastSeed() + ": " + r.caught())
                .findFirst()
                .orElse(null);
        return caught + " of " + rows.size() + " planted faults caught; the unbroken core on the same " + seeds
                + " seeds: " + (found == null ? "nothing found" : found);
    }

    /** The page docs/planted-faults.md. */
    static String document(List<Row> rows, List<Hunt.Range> unbroken) {
        StringBuilder text = new StringBuilder();
        int ranges = rows.isEmpty() ? 0 : rows.getFirst().ranges().size();
        text.append("# Planted faults\n\n");
        text.append("""
                Each line is the shipped code with one rule of the protocol broken on purpose: a small edit of the source, in
                `lab/src/test/resources/faults`, compiled and loaded beside the real one. The simulator must catch each; `./test` fails
                otherwise, and fails as well when an edit no longer fits the code. *Model* is the variant of `docs/spec/variants.txt` that
                breaks the same rule on paper. *Seeds* is how many runs it took until the check fired: the median, and the most, of
                """);
        text.append(ranges).append(" ranges of seeds that share none.\n\n");
        text.append("Rerun: `bench/faults`, which writes this page.\n\n");
        text.append("| fault | the rule that it breaks | model | found by | caught by | median seeds | most |\n");
        text.append("|---|---|---|---|---|---:|---:|\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s | %s | %d | %d |%n",
                    row.fault().name(),
                    row.fault().rule(),
                    row.fault().spec(),
                    row.foundBy(),
                    row.checks(),
                    row.medianSeeds(),
                    row.mostSeeds()));
        }
        return text.append('\n').append(summary(rows, unbroken)).append(".\n").toString();
    }

    private static String shortened(String text) {
        return text.length() <= 140 ? text : text.substring(0, 137) + "...";
    }
}
