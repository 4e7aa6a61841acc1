package dev.baton.lab.sim.search;

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
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("epochs", "3");
        DEFAULTS.put("lease", "4");
        DEFAULTS.put("promise", "4");
        DEFAULTS.put("faults", "2");
        DEFAULTS.put("crashes", "1");
        DEFAULTS.put("restarts", "1");
        DEFAULTS.put("pauses", "1");
        DEFAULTS.put("pause", "6");
        DEFAULTS.put("losses", "1");
        DEFAULTS.put("delays", "0");
        DEFAULTS.put("stalls", "1");
        DEFAULTS.put("stall", "6");
        DEFAULTS.put("deafs", "1");
        DEFAULTS.put("mutes", "1");
        DEFAULTS.put("switchovers", "0");
        DEFAULTS.put("receipts", "true");
        DEFAULTS.put("threads", "2");
        DEFAULTS.put("max-states", "2000000000");
        DEFAULTS.put("order", "depth-first");
        DEFAULTS.put("replay", "");
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
            System.out.println("  no violation of S1, S2, S3, S4");
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
        Map<String, String> options = new LinkedHashMap<>(DEFAULTS);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
            if (!DEFAULTS.containsKey(name) || i + 1 == args.length) {
                wrong.add(args[i]);
                continue;
            }
            options.put(name, args[i + 1]);
        }
        if (!wrong.isEmpty()) {
            System.err.println(
                    "search: expected pairs of an option and its value, but found " + wrong + "; the options are:");
            DEFAULTS.forEach((name, value) -> System.err.println("  --" + name + " " + value));
            System.exit(2);
        }
        return options;
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
