package dev.baton.lab.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code bench/models [--quick] [--seconds N] [--table] [REGEX]}: searches the variants whose {@code Module variant} the pattern finds, one after another,
 * and compares each with the result to expect. Needs nothing but the JDK and TLC, so that the launcher for source files can run it.
 */
public final class Models {
    private static final String USAGE = "expected [--quick] [--seconds N] [--table] [REGEX]";

    private Models() {}

    /** Arguments as above, after the folder of the models and the jar of TLC. Exit status 1 where a result differs, 2 for a wrong call. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean quick = false;
        boolean table = false;
        long seconds = Duration.ofHours(2).toSeconds();
        Pattern pick = Pattern.compile("");
        for (int i = 2; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                quick = true;
            } else if (args[i].equals("--table")) {
                table = true;
            } else if (args[i].equals("--seconds") && i + 1 < args.length && args[i + 1].matches("[1-9][0-9]{0,6}")) {
                seconds = Long.parseLong(args[++i]);
            } else if (args[i].startsWith("-")) {
                System.err.println("cannot read '" + args[i] + "': " + USAGE);
                System.exit(2);
            } else {
                pick = Pattern.compile(args[i]);
            }
        }
        boolean onlyQuick = quick;
        Pattern pattern = pick;
        List<Variant> chosen = Variant.all(Path.of(args[0])).stream()
                .filter(v -> pattern.matcher(v.title()).find())
                .filter(v -> !onlyQuick || v.effort().quick())
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("no variant matches '" + pattern + "': variants.txt in " + args[0] + " lists them");
            System.exit(2);
        }
        System.exit(
                run(new ModelChecker(Path.of(args[0]), Path.of(args[1]), Duration.ofSeconds(seconds)), chosen, table)
                        ? 0
                        : 1);
    }

    private static boolean run(ModelChecker checker, List<Variant> chosen, boolean table) throws InterruptedException {
        int differ = 0;
        long start = System.nanoTime();
        for (Variant v : chosen) {
            String outcome;
            try {
                Finding found = checker.check(v, line -> System.err.println("  " + v.title() + "  " + line));
                boolean same = found.result().equals(v.expected());
                differ += same ? 0 : 1;
                if (table && same) {
                    System.out.println(found.row(v));
                    continue;
                }
                outcome = found + "  " + (same ? "as expected" : "DIFFERS: expected " + v.expected());
            } catch (IOException noResult) {
                differ++;
                outcome = "DIFFERS: " + noResult.getMessage();
            }
            System.out.printf(Locale.ROOT, "%-15s %-15s %s%n", v.module(), v.name(), outcome);
        }
        System.out.printf(
                Locale.ROOT,
                "%d variants, %d differ from what is expected, %.0f s%n",
                chosen.size(),
                differ,
                (System.nanoTime() - start) / 1e9);
        return differ == 0;
    }
}
