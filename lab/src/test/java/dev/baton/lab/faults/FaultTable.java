package dev.baton.lab.faults;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of the planted faults: what was broken, what caught it, and how many seeds that took. */
final class FaultTable {
    private static final String BEGIN = "<!-- planted faults: written by bench/faults -->";
    private static final String END = "<!-- end of planted faults -->";
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
        StringBuilder text = new StringBuilder("""
                # Planted faults

                Each line is the shipped code with one rule of the protocol broken on purpose: a small edit of the source, in
                [lab/src/test/resources/faults](../lab/src/test/resources/faults), compiled and loaded beside the real one; the shipped
                code holds no switch for it. The simulator must catch each. `./test` fails unless it does, unless the unbroken code passes
                the same seeds, and when an edit no longer fits the code.

                *Model* is the variant of `docs/spec/variants.txt` that breaks the same rule on paper. *Found by*: random faults, of every
                kind or narrowed to what the rule is about, or a directed scenario (`lab/src/test/java/dev/baton/lab/sim/Directed.java`)
                where random faults reach it too seldom. *Seeds* is how many runs it took until the check fired: the median and the most of
                """);
        text.append(ranges(rows))
                .append(" ranges of seeds that share none. The checks: S1 to S5 and L1 are the guarantees;");
        text.append("""
                 DUPLICATE,
                GAP, INVENTED and ONE_MEMBER are of the log's history; QUORUM, PROMISE, ELECTOR, ELIGIBLE, FENCED, COOLDOWN and STAY are
                rules of the protocol that serve them, AUTHORITY those of who may ask.

                Rerun with `bench/faults`, which writes this page and the table of the README.

                | fault | the rule that it breaks | model | found by | caught by | median seeds | most |
                |---|---|---|---|---|---:|---:|
                """);
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

    /** The short table, between the marks that stand in the README; {@code readme} as it is where it has no marks. */
    static String inReadme(String readme, List<Row> rows) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            return readme;
        }
        StringBuilder table =
                new StringBuilder("\n| rule broken on purpose | caught by | median seeds |\n|---|---|---:|\n");
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d |%n",
                    row.fault().name().replace('-', ' '),
                    row.checks(),
                    row.medianSeeds()));
        }
        return readme.substring(0, begin + BEGIN.length()) + "\n" + table + "\n" + readme.substring(end);
    }

    private static int ranges(List<Row> rows) {
        return rows.isEmpty() ? 0 : rows.getFirst().ranges().size();
    }

    private static String shortened(String text) {
        return text.length() <= 140 ? text : text.substring(0, 137) + "...";
    }
}
