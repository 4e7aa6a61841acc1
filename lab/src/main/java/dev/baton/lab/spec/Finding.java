package dev.baton.lab.spec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What TLC says of a variant.
 *
 * @param result as in {@link Variant#expected()}, or {@code unfinished}
 * @param states distinct states that it saw
 * @param depth of the search, or the number of states in the run that breaks the property
 * @param seconds that it took
 * @param queued states that were seen and not searched further: 0 for a search that came to its end
 */
public record Finding(String result, long states, int depth, long queued, double seconds) {
    private static final Pattern BROKEN =
            Pattern.compile("(?:Invariant|Action property) (\\w+) is violated|(Temporal properties were violated)");
    private static final Pattern COUNTS =
            Pattern.compile("([0-9,]+) distinct states found.*?([0-9,]+) states left on queue");
    private static final Pattern DEPTH = Pattern.compile("depth of the complete state graph search is ([0-9]+)");
    private static final Pattern PROGRESS = Pattern.compile("Progress\\(([0-9]+)\\)");

    /** Nothing seen yet. */
    static final Finding NONE = new Finding("unfinished", 0, 0, 0, 0);

    /** With one more line of TLC's output taken in. */
    Finding with(String line) {
        Matcher broken = BROKEN.matcher(line);
        if (broken.find()) {
            return new Finding(broken.group(1) == null ? "temporal" : broken.group(1), states, 0, queued, seconds);
        }
        if (line.contains("No error has been found")) {
            return new Finding("pass", states, depth, queued, seconds);
        }
        if (line.startsWith("State ") && broken()) {
            return new Finding(result, states, depth + 1, queued, seconds);
        }
        Finding next = this;
        Matcher progress = PROGRESS.matcher(line);
        Matcher depths = DEPTH.matcher(line);
        if (!broken() && progress.find()) {
            next = new Finding(result, states, Integer.parseInt(progress.group(1)), queued, seconds);
        } else if (!broken() && depths.find()) {
            next = new Finding(result, states, Integer.parseInt(depths.group(1)), queued, seconds);
        }
        Matcher counts = COUNTS.matcher(line);
        return counts.find()
                ? new Finding(next.result, number(counts.group(1)), next.depth, number(counts.group(2)), seconds)
                : next;
    }

    Finding after(double time) {
        return new Finding(result, states, depth, queued, time);
    }

    private boolean broken() {
        return !result.equals("unfinished") && !result.equals("pass");
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }

    /** For one line of a table. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-18s %,12d states  %s %2d  %8.1f s",
                result,
                states,
                broken() ? "trace" : "depth",
                depth,
                seconds);
    }
}
