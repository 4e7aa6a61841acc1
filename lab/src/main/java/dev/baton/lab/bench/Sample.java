package dev.baton.lab.bench;

import java.util.Arrays;
import java.util.List;

/** What was measured of one scenario, in milliseconds. */
record Sample(String scenario, int n, double minMs, double medianMs, double p99Ms, double maxMs) {
    static Sample of(String scenario, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return new Sample(scenario, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double median = sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        int p99 = Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * 0.99) - 1);
        return new Sample(
                scenario,
                sorted.length,
                sorted[0],
                median,
                sorted[p99],
                Arrays.stream(sorted).max().orElse(0));
    }
}
