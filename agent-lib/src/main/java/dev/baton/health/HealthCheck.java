package dev.baton.health;

import dev.baton.model.CheckStatus.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A probe with its rhythm and its thresholds.
 *
 * <pre>{@code
 * HealthCheck.readiness("database", Probes.database(dataSource))
 *         .every(Duration.ofSeconds(1)).within(Duration.ofMillis(500)).failsAfter(3).recoversAfter(2)
 * }</pre>
 *
 * <p>A check fails after {@code failures} runs in a row that failed, and recovers after {@code successes} in a row that passed, so that one
 * lost packet moves no role. The first run that passes makes it OK. What is wrong with the numbers is told by {@link #problems}.
 *
 * @param name of letters, digits, dots, dashes and underscores: a label of the metrics
 * @param interval from the start of one run to the start of the next; 2 s unless told otherwise
 * @param timeout after which a run that has not ended counts as failed; 1 s unless told otherwise
 * @param failures 3 unless told otherwise
 * @param successes 2 unless told otherwise
 * @param groups whose members it speaks for; empty for all that the process hosts
 */
public record HealthCheck(
        String name,
        Kind kind,
        Probe probe,
        Duration interval,
        Duration timeout,
        int failures,
        int successes,
        Set<String> groups) {
    /** More checks than this in one process are refused: each may hold a thread while it hangs. */
    public static final int MAX_CHECKS = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,49}");
    private static final Duration MIN_INTERVAL = Duration.ofMillis(50);
    private static final Duration MAX_INTERVAL = Duration.ofHours(1);
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(5);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_RUNS = 1_000;

    public HealthCheck {
        groups = Set.copyOf(groups);
    }

    /** A check whose failing makes the members of this process not ready, so that none of them is eligible. */
    public static HealthCheck readiness(String name, Probe probe) {
        return of(name, Kind.READINESS, probe);
    }

    /** A check whose failing is told to the process's supervisor by {@code /live}, and changes nothing else. */
    public static HealthCheck liveness(String name, Probe probe) {
        return of(name, Kind.LIVENESS, probe);
    }

    private static HealthCheck of(String name, Kind kind, Probe probe) {
        return new HealthCheck(name, kind, probe, Duration.ofSeconds(2), Duration.ofSeconds(1), 3, 2, Set.of());
    }

    public HealthCheck every(Duration next) {
        return new HealthCheck(name, kind, probe, next, timeout, failures, successes, groups);
    }

    public HealthCheck within(Duration limit) {
        return new HealthCheck(name, kind, probe, interval, limit, failures, successes, groups);
    }

    public HealthCheck failsAfter(int runs) {
        return new HealthCheck(name, kind, probe, interval, timeout, runs, successes, groups);
    }

    public HealthCheck recoversAfter(int runs) {
        return new HealthCheck(name, kind, probe, interval, timeout, failures, runs, groups);
    }

    /** Speaks for the members of these groups only: what {@code orders} needs need not move {@code payments}. */
    public HealthCheck only(String... names) {
        return new HealthCheck(name, kind, probe, interval, timeout, failures, successes, Set.of(names));
    }

    /** All that is wrong with it; empty where it is sound. */
    public List<String> problems() {
        List<String> wrong = new ArrayList<>();
        String of = "check '" + name + "': ";
        if (!NAME.matcher(name).matches()) {
            wrong.add(of + "the name is not legal: expected 1 to 50 letters, digits, '.', '_' or '-', starting with a"
                    + " letter or digit");
        }
        within(wrong, of + "interval", interval, MIN_INTERVAL, MAX_INTERVAL);
        within(wrong, of + "timeout", timeout, MIN_TIMEOUT, MAX_TIMEOUT);
        within(wrong, of + "failures in a row", failures);
        within(wrong, of + "successes in a row", successes);
        return wrong;
    }

    /** All that is wrong with them together. {@code hosted}: the groups that this process hosts members of. */
    public static List<String> problems(List<HealthCheck> checks, Set<String> hosted) {
        List<String> wrong = new ArrayList<>();
        if (checks.size() > MAX_CHECKS) {
            wrong.add(checks.size() + " health checks: expected at most " + MAX_CHECKS);
        }
        Set<String> names = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        for (HealthCheck check : checks) {
            wrong.addAll(check.problems());
            if (!names.add(check.name()) && twice.add(check.name())) {
                wrong.add("check '" + check.name() + "' is there twice: expected one name for each check");
            }
            for (String group : new TreeSet<>(check.groups())) {
                if (!hosted.contains(group)) {
                    wrong.add("check '" + check.name() + "' is for group '" + group
                            + "', which has no member here: expected one of " + new TreeSet<>(hosted));
                }
            }
        }
        return wrong;
    }

    private static void within(List<String> wrong, String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            wrong.add(what + " is " + value + ": expected " + least + " to " + most);
        }
    }

    private static void within(List<String> wrong, String what, int value) {
        if (value < 1 || value > MAX_RUNS) {
            wrong.add(what + " is " + value + ": expected 1 to " + MAX_RUNS);
        }
    }
}
