package dev.baton.lab.sim;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of chance of a run. */
final class Rng {
    private final SplittableRandom random;

    Rng(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From {@code low} to {@code high}, both included. */
    long between(long low, long high) {
        return high <= low ? low : low + random.nextLong(high - low + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double uniform() {
        return random.nextDouble();
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
