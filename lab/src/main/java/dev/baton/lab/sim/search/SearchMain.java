package dev.baton.lab.sim.search;

import dev.baton.model.ActionKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs a search from the command line: {@code bench/search --help}. Ends with 0 where nothing is violated and all was explored, else 1. */
public final class SearchMain {
    private record Option(String value, String meaning) {}

    private static final Map<String, Option> OPTIONS = new LinkedHashMap<>();

    static {
        option("epochs", "3", "the last epoch that is followed");
        option("lease", "4", "ticks of a lease");
        option("promise", "4", "ticks of a promise; 0: none are asked for");
        option("faults", "2", "how many faults there may be in one run, of the kinds below");
        option("crashes", "1", "crashes of a member");
        option("restarts", "1", "crashed members that start again");
        option("pauses", "1", "pauses of a member");
        option("pause", "5", "ticks of the longest pause");
        option("losses", "1", "requests without an answer, carried out or not");
        option("delays", "0", "requests, answers and watches that are a tick late; no faults");
        option("stalls", "1", "stretches in which the store answers nobody");
        option("deafs", "1", "stretches in which a member hears nothing of the store");
        option("mutes", "1", "stretches in which nobody hears a member");
        option("stall", "4", "ticks of the longest such stretch");
        option("switchovers", "0", "actions that an operator asks for; no faults");
        option("action", "SWITCHOVER", "their kind; FENCE and REINSTATE, PAUSE and RESUME take turns");
        option("receipts", "true", "whether the resource gives fence receipts");
        option("threads", "2", "threads");
        option("max-states", "2000000000", "states after which the search gives up");
        option("heal-every", "1024", "from one state in so many it is tried that the group heals (a power of two)");
        option("order", "depth-first", "or breadth-first: short lists of choices, much memory");
        option("replay", "", "choices to follow instead of searching");
    }

    private static void option(String name, String value, String meaning) {
        OPTIONS.put(name, new Option(value, meaning));
    }

    private SearchMain() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = options(args);
        Bounds bounds = bounds(options);
        String replay = option(options, "replay");
        if (!replay.isEmpty()) {
            List<Integer> picks =
                    Arrays.stream(replay.split(",", -1)).map(Integer::valueOf).toList();
            Search.replay(bounds, Rules.SHIPPED, picks).forEach(System.out::println);
            return;
        }
        Search.Order order = option(options, "order").equals("breadth-first")
                ? Search.Order.BREADTH_FIRST
                : Search.Order.DEPTH_FIRST;
        Search.Result result = new Search(
                        bounds,
                        Rules.SHIPPED,
                        order,
                        number(options, "threads"),
                        Long.parseLong(option(options, "max-states")),
                        number(options, "heal-every"),
                        System.err::println)
                .run();
        print(bounds, result);
        System.exit(result.complete() ? 0 : 1);
    }

    private static void print(Bounds bounds, Search.Result result) {
        System.out.println(result);
        System.out.println("  in " + result.time().toMillis() / 1_000.0 + " s; bounds: " + bounds);
        System.out.println("  seen: " + seen(result.seen()));
        bounds.leftOut().forEach(line -> System.out.println("  left out: " + line));
        Search.Violation found = result.found();
        if (found == null) {
            System.out.println("  no violation of S1, S2, S3, S4, L1");
            return;
        }
        System.out.println("VIOLATION " + found.what());
        Search.replay(bounds, Rules.SHIPPED, found.choices()).forEach(System.out::println);
        System.out.println("replay with the same bounds and --replay "
                + String.join(",", found.choices().stream().map(String::valueOf).toList()));
    }

    private static String seen(Map<Seen, Long> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(e -> e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new LinkedHashMap<>();
        OPTIONS.forEach((name, option) -> options.put(name, option.value()));
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (name.equals("help")) {
                usage(System.out);
                System.exit(0);
            }
            if (!OPTIONS.containsKey(name) || i + 1 == args.length) {
                wrong.add(args[i]);
                continue;
            }
            options.put(name, args[i + 1]);
        }
        if (!wrong.isEmpty()) {
            System.err.println("bench/search: expected pairs of an option and its value, found " + wrong);
            usage(System.err);
            System.exit(2);
        }
        return options;
    }

    private static void usage(PrintStream out) {
        out.println("Every world within bounds that the shipped core can get into; a tick is " + Bounds.TICK_MILLIS
                + " ms.");
        OPTIONS.forEach((name, option) -> out.printf("  --%-12s %-12s %s%n", name, option.value(), option.meaning()));
    }

    private static Bounds bounds(Map<String, String> o) {
        return new Bounds(
                number(o, "epochs"),
                number(o, "lease"),
                number(o, "promise"),
                number(o, "faults"),
                number(o, "crashes"),
                number(o, "restarts"),
                number(o, "pauses"),
                number(o, "pause"),
                number(o, "losses"),
                number(o, "delays"),
                number(o, "stalls"),
                number(o, "stall"),
                number(o, "deafs"),
                number(o, "mutes"),
                number(o, "switchovers"),
                ActionKind.valueOf(option(o, "action")),
                Boolean.parseBoolean(option(o, "receipts")));
    }

    private static String option(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option --" + name);
        }
        return value;
    }

    private static int number(Map<String, String> options, String name) {
        return Integer.parseInt(option(options, name));
    }
}
