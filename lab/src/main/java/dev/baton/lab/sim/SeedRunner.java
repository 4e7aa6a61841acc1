package dev.baton.lab.sim;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Runs one seed with default options: null if it was clean, else the first check that failed and why. For callers by reflection. */
public final class SeedRunner implements LongFunction<@Nullable String> {
    public SeedRunner() {}

    @Override
    public @Nullable String apply(long seed) {
        SimResult result = Simulation.run(seed, SimOptions.DEFAULT);
        if (result.clean()) {
            return null;
        }
        SimResult.Violation first = result.violations().get(0);
        return first.check() + ": " + first.detail();
    }
}
