package dev.baton.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The intervals of a group (protocol.md, Timing; spec: Lease.tla GuardMargin, WaitMargin). All in milliseconds, on the member's own monotonic clock.
 *
 * @param heartbeatMillis between two heartbeats on the direct link
 * @param suspectMillis silence after which a host that accepts is HUNG
 * @param leaseMillis D of the next epoch
 * @param marginMillis by how much a guard ends before its lease: covers drift and the tolerance for a jumping clock
 * @param driftPpm how far two clocks may run apart, in parts per million; a standby waits that much longer
 * @param cooldownMillis after an automatic failover the next one needs an operator's acknowledgement for so long
 * @param promiseMillis X: how long an elector promises to ask for no grant while the store is silent; 0 turns promises off
 */
public record Timing(
        long heartbeatMillis,
        long suspectMillis,
        long leaseMillis,
        long marginMillis,
        long driftPpm,
        long cooldownMillis,
        long promiseMillis) {
    public static final Timing FAST = new Timing(50, 250, 600, 60, 10_000, 60_000, 600);
    public static final Timing BALANCED = new Timing(100, 500, 1_000, 80, 10_000, 600_000, 1_000);
    public static final Timing CONSERVATIVE = new Timing(1_000, 10_000, 15_000, 500, 10_000, 3_600_000, 2_000);

    /** No time of a group is longer, a week: so no sum or product of them leaves the numbers. */
    public static final long LONGEST_MILLIS = 7 * 24 * 3_600_000L;

    private static final long MOST_DRIFT = 500_000;

    /**
     * The longest X that any policy may ask for. A constant of the protocol, not of the policy: after a start a member asks for no grant for
     * so long, because an earlier life of it may have promised.
     */
    public static final long LONGEST_PROMISE_MILLIS = 2_000;

    /** How far the wall clock may move against the monotonic clock within one lease before a guard disarms. Part of the margin. */
    public static final long CLOCK_TOLERANCE_MILLIS = 40;

    /** The preset of that name, one of {@code fast}, {@code balanced}, {@code conservative}. */
    public static Timing preset(String name) {
        return switch (name) {
            case "fast" -> FAST;
            case "balanced" -> BALANCED;
            case "conservative" -> CONSERVATIVE;
            default ->
                throw new IllegalArgumentException(
                        "timing preset '" + name + "' is unknown: expected fast, balanced or conservative");
        };
    }

    public Duration renewInterval() {
        return Duration.ofMillis(leaseMillis / 4);
    }

    /** D x (1 + drift): how long a standby waits for a lease of {@code durationMillis}, in nanoseconds, rounded up. */
    public long waitNanos(long durationMillis) {
        return durationMillis * 1_000_000L + durationMillis * driftPpm + 1;
    }

    /**
     * D less margin: how long a guard stays open from the sending of the renewal, in nanoseconds. The margin is at least what {@code D}
     * itself asks for, since the policy may have changed within the epoch while D has not.
     */
    public long guardNanos(long durationMillis) {
        return Math.max(0, (durationMillis - Math.max(marginMillis, neededMargin(durationMillis))) * 1_000_000L);
    }

    private long neededMargin(long durationMillis) {
        return neededMargin(durationMillis, driftPpm);
    }

    private static long neededMargin(long durationMillis, long driftPpm) {
        return (durationMillis * driftPpm + 999_999) / 1_000_000 + CLOCK_TOLERANCE_MILLIS;
    }

    /** The same values with another cooldown. */
    public Timing cooldown(long millis) {
        return new Timing(heartbeatMillis, suspectMillis, leaseMillis, marginMillis, driftPpm, millis, promiseMillis);
    }

    /**
     * What is wrong with these values on a store and machine that were measured.
     *
     * @param storeRttP99Millis of a write, 99th percentile
     */
    public List<String> problems(long storeRttP99Millis) {
        List<String> found = new ArrayList<>(problems());
        if (leaseMillis < 2 * storeRttP99Millis) {
            found.add("lease is " + leaseMillis + " ms: expected at least twice the store's round trip (p99), "
                    + storeRttP99Millis + " ms");
        }
        return found;
    }

    /** What is allowed but should be known: a pause longer than the guard between a check and its effect is stopped by a fence only. */
    public List<String> warnings(long worstPauseMillis) {
        long guard = guardNanos(leaseMillis) / 1_000_000L;
        return guard < worstPauseMillis
                ? List.of("lease less margin is " + guard + " ms, shorter than the worst pause measured, "
                        + worstPauseMillis + " ms: only a fenced resource stops a write after such a pause")
                : List.of();
    }

    /** Everything that is wrong with these values; empty where they are sound. */
    public List<String> problems() {
        List<String> found = new ArrayList<>();
        positive(found, "heartbeat", heartbeatMillis);
        positive(found, "suspect", suspectMillis);
        positive(found, "lease", leaseMillis);
        if (driftPpm < 0 || driftPpm > MOST_DRIFT) {
            found.add("drift is " + driftPpm + " ppm: expected 0 to " + MOST_DRIFT);
        }
        if (suspectMillis >= leaseMillis) {
            found.add("suspect is " + suspectMillis + " ms: expected less than the lease, " + leaseMillis + " ms");
        }
        if (heartbeatMillis > suspectMillis / 2) {
            found.add("heartbeat is " + heartbeatMillis + " ms: expected at most half of suspect, " + suspectMillis
                    + " ms");
        }
        long needed = neededMargin(Math.min(leaseMillis, LONGEST_MILLIS), Math.min(driftPpm, MOST_DRIFT));
        if (marginMillis < needed) {
            found.add("margin is " + marginMillis + " ms: expected at least drift x lease + clock tolerance = " + needed
                    + " ms");
        }
        if (marginMillis > leaseMillis / 2) {
            found.add("margin is " + marginMillis + " ms: expected at most half of the lease, " + leaseMillis + " ms");
        }
        if (promiseMillis < 0 || promiseMillis > LONGEST_PROMISE_MILLIS) {
            found.add("promise is " + promiseMillis + " ms: expected 0 (off) to " + LONGEST_PROMISE_MILLIS
                    + " ms, the longest that the protocol knows");
        } else if (promiseMillis > 0 && promiseMillis < 2 * marginMillis) {
            found.add(
                    "promise is " + promiseMillis + " ms: expected at least twice the margin, " + marginMillis + " ms");
        }
        if (cooldownMillis < 0 || cooldownMillis > LONGEST_MILLIS) {
            found.add("cooldown is " + cooldownMillis + " ms: expected 0 to " + LONGEST_MILLIS);
        }
        return found;
    }

    private static void positive(List<String> found, String name, long millis) {
        if (millis <= 0 || millis > LONGEST_MILLIS) {
            found.add(name + " is " + millis + " ms: expected more than 0 and at most " + LONGEST_MILLIS);
        }
    }
}
