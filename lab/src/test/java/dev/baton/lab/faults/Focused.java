package dev.baton.lab.faults;

import dev.baton.lab.sim.Directed;
import dev.baton.lab.sim.FaultKind;
import dev.baton.lab.sim.SimOptions;
import dev.baton.lab.sim.SimResult;
import dev.baton.lab.sim.Simulation;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The simulator, with what may go wrong narrowed to what a planted fault needs, so that fewer seeds show it. Made from the words of a
 * {@code with:} line: {@code preset=fast members=3 leases=20 faults=CRASH,STORE_CUT plain=true operators=true}, each of which may be left out (without
 * {@code operators} no cluster has any); or {@code scenario=NAME}, a directed one.
 */
public final class Focused implements LongFunction<@Nullable String> {
    private final LongFunction<@Nullable String> seeds;

    public Focused(String words) {
        seeds = words.startsWith("scenario=") ? new Directed(words.substring("scenario=".length())) : narrowed(words);
    }

    private static LongFunction<@Nullable String> narrowed(String words) {
        SimOptions chosen = SimOptions.DEFAULT.withOperators(false);
        for (String word : words.isBlank() ? new String[0] : words.strip().split("\\s+")) {
            String value = word.substring(word.indexOf('=') + 1);
            chosen = switch (word.substring(0, Math.max(0, word.indexOf('=')))) {
                case "preset" -> chosen.withPreset(value);
                case "members" -> chosen.withMembers(Integer.parseInt(value));
                case "leases" -> chosen.withLeases(Integer.parseInt(value));
                case "faults" -> chosen.withFaults(kinds(value));
                case "operators" -> chosen.withOperators(Boolean.parseBoolean(value));
                case "plain" -> chosen.withPlain(Boolean.parseBoolean(value));
                default ->
                    throw new IllegalArgumentException(
                            "with: expected preset=, members=, leases=, faults=, plain= or operators=, found '" + word
                                    + "'");
            };
        }
        SimOptions options = chosen;
        return seed -> first(Simulation.run(seed, options));
    }

    private static Set<FaultKind> kinds(String names) {
        EnumSet<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String name : names.split(",", -1)) {
            kinds.add(FaultKind.valueOf(name));
        }
        return kinds;
    }

    /** Null where the seed was clean, else {@code CHECK: detail} of the first violation. */
    @Override
    public @Nullable String apply(long seed) {
        return seeds.apply(seed);
    }

    private static @Nullable String first(SimResult result) {
        if (result.clean()) {
            return null;
        }
        SimResult.Violation first = result.violations().get(0);
        return first.check() + ": " + first.detail();
    }
}
