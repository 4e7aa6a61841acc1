package dev.baton.lab;

import dev.baton.lab.proxy.Direction;
import dev.baton.lab.proxy.Route;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with a part of the lab, or its end.
 *
 * @param target a service, {@code store-1}, {@code store-2}, ..., {@code store} for all of these, {@code store-leader}, or {@code kafka};
 *     CUT, HEAL and SLOW hit services only
 * @param from towards what, for CUT, HEAL and SLOW
 * @param direction which way, for CUT and SLOW
 * @param limit after which it ends by itself, for PAUSE, CUT, SLOW and DISK_FULL; zero for no end. GC needs one
 * @param delay of each piece, for SLOW
 */
public record Fault(
        Kind kind, String target, Set<Route.Kind> from, Direction direction, Duration limit, Duration delay) {
    public static final Duration GC_PAUSE = Duration.ofMillis(300);
    public static final Duration GC_EVERY = Duration.ofSeconds(10);

    private static final Duration SLOW_BY = Duration.ofMillis(200);

    /** What goes wrong. */
    public enum Kind {
        /** SIGKILL. */
        KILL,
        /** SIGSTOP. */
        PAUSE,
        /** SIGCONT. */
        RESUME,
        /** Nothing passes between it and the others, and nothing is told. */
        CUT,
        /** Everything passes again; where that is towards everything, its disk has room again too. */
        HEAL,
        /** Everything passes late. */
        SLOW,
        /** Starts it again after it was killed. */
        START,
        /** Stops it in its own good order and starts it again; of several, one after the other. */
        RESTART,
        /** Pauses like those of a garbage collector: SIGSTOP for {@link #GC_PAUSE} every {@link #GC_EVERY}, for the limit. */
        GC,
        /** Each of its writes to a file fails. */
        DISK_FULL
    }

    public Fault {
        from = Set.copyOf(from);
        if (limit.isNegative() || delay.isNegative()) {
            throw new IllegalArgumentException("a fault's time must not be negative: " + limit + ", " + delay);
        }
    }

    /** A fault without an end of its own, towards everything. */
    public static Fault of(Kind kind, String target) {
        return new Fault(kind, target, EnumSet.allOf(Route.Kind.class), Direction.BOTH, Duration.ZERO, SLOW_BY);
    }

    public Fault towards(Set<Route.Kind> what) {
        return new Fault(kind, target, what, direction, limit, delay);
    }

    public Fault oneWay(Direction way) {
        return new Fault(kind, target, from, way, limit, delay);
    }

    public Fault lasting(Duration time) {
        return new Fault(kind, target, from, direction, time, delay);
    }

    public Fault delayedBy(Duration time) {
        return new Fault(kind, target, from, direction, limit, time);
    }

    /**
     * Reads what a person wrote.
     *
     * @param from of {@code store}, {@code kafka}, {@code peers} and {@code console} those that are meant, with commas; {@code all} or null for all
     * @param direction {@code to}, {@code from}, {@code both}, or null for both
     * @throws IllegalArgumentException naming the known ones
     */
    public static Fault parse(
            String kind, String target, @Nullable String from, @Nullable String direction, Duration limit) {
        return of(kind(kind), target)
                .towards(targets(from))
                .oneWay(direction(direction))
                .lasting(limit);
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (word(kind).equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("fault '" + name + "' is unknown: expected one of "
                + Arrays.stream(Kind.values()).map(Fault::word).collect(Collectors.joining(", ")));
    }

    private static Direction direction(@Nullable String name) {
        if (name == null) {
            return Direction.BOTH;
        }
        for (Direction way : Direction.values()) {
            if (way.name().equalsIgnoreCase(name)) {
                return way;
            }
        }
        throw new IllegalArgumentException("direction '" + name + "' is unknown: expected to, from or both");
    }

    private static Set<Route.Kind> targets(@Nullable String from) {
        if (from == null || from.equalsIgnoreCase("all")) {
            return EnumSet.allOf(Route.Kind.class);
        }
        Set<Route.Kind> found = EnumSet.noneOf(Route.Kind.class);
        for (String name : from.split(",", -1)) {
            found.add(Arrays.stream(Route.Kind.values())
                    .filter(kind -> kind.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + name
                            + "' cannot be cut from a service: expected one of "
                            + Arrays.stream(Route.Kind.values())
                                    .map(Fault::word)
                                    .collect(Collectors.joining(", "))
                            + ", all")));
        }
        return found;
    }

    /** As a person writes it: {@code cut a --from store --direction to --for 1500ms}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(word(kind)).append(' ').append(target);
        if (kind == Kind.CUT || kind == Kind.HEAL || kind == Kind.SLOW) {
            if (from.size() < Route.Kind.values().length) {
                text.append(" --from ")
                        .append(from.stream().sorted().map(Fault::word).collect(Collectors.joining(",")));
            }
            if (direction != Direction.BOTH) {
                text.append(" --direction ").append(word(direction));
            }
        }
        if (!limit.isZero()) {
            text.append(" --for ").append(limit.toMillis()).append("ms");
        }
        return text.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
