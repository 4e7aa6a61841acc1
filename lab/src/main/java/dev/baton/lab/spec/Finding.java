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
 * @param queued states that were seen and not searched further: 0 for a search that came to its end
 * @param seconds that it took
 * @param cpuSeconds that the processor spent on it, which a busy machine changes little; 0 if nobody knows
 */
public record Finding(String result, long states, int depth, long queued, double seconds, double cpuSeconds) {
    private static final Pattern BROKEN =
            Pattern.compile("(?:Invariant|Action property) (\\w+) is violated|(Temporal properties were violated)");
    private static final Pattern COUNTS =
            Pattern.compile("([0-9,]+) distinct states found.*?([0-9,]+) states left on queue");
    /** In a line of progress, and at the end. */
    private static final Pattern DEPTH =
            Pattern.compile("(?:Progress\\(|depth of the complete state graph search is )([0-9]+)");

    /** Nothing seen yet. */
    static final Finding NONE = new Finding("unfinished", 0, 0, 0, 0, 0);

    /** With one more line of TLC's output taken in. */
    Finding with(String line) {
        Matcher broken = BROKEN.matcher(line);
        if (broken.find()) {
            return with(broken.group(1) == null ? "temporal" : broken.group(1), 0);
        }
        if (line.contains("No error has been found")) {
            return with("pass", depth);
        }
        if (line.startsWith("State ") && broken()) {
            return with(result, depth + 1);
        }
        Finding next = this;
        Matcher deep = DEPTH.matcher(line);
        if (!broken() && deep.find()) {
            next = with(result, Integer.parseInt(deep.group(1)));
        }
        Matcher counts = COUNTS.matcher(line);
        return counts.find()
                ? new Finding(
                        next.result, number(counts.group(1)), next.depth, number(counts.group(2)), seconds, cpuSeconds)
                : next;
    }

    private Finding with(String nextResult, int nextDepth) {
        return new Finding(nextResult, states, nextDepth, queued, seconds, cpuSeconds);
    }

    Finding after(double time, double cpuTime) {
        return new Finding(result, states, depth, queued, time, cpuTime);
    }

    private boolean broken() {
        return !result.equals("unfinished") && !result.equals("pass");
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }

    /** A row of the table in docs/spec/README.md. */
    String row(Variant v) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d | %d | %.1f s |",
                v.module(),
                v.name(),
                result,
                states,
                depth,
                cpuSeconds);
    }

    /** For one line on the screen. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-18s %,12d states  %s %2d  %7.1f s, of them %.1f s at work",
                result,
                states,
                broken() ? "trace" : "depth",
                depth,
                seconds,
                cpuSeconds);
    }
}
