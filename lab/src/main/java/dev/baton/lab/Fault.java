package dev.baton.lab;

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
 * @param limit after which it ends by itself, for PAUSE, CUT and SLOW; zero for no end
 * @param delay of each piece, for SLOW
 */
public record Fault(Kind kind, String target, Set<Route.Kind> from, Duration limit, Duration delay) {
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
        /** Everything passes again. */
        HEAL,
        /** Everything passes late. */
        SLOW,
        /** Starts it again after it was killed. */
        START,
        /** Stops it in its own good order and starts it again; of several, one after the other. */
        RESTART
    }

    public Fault {
        from = Set.copyOf(from);
        if (limit.isNegative() || delay.isNegative()) {
            throw new IllegalArgumentException("a fault's time must not be negative: " + limit + ", " + delay);
        }
    }

    /** A fault without an end of its own, towards everything. */
    public static Fault of(Kind kind, String target) {
        return new Fault(kind, target, EnumSet.allOf(Route.Kind.class), Duration.ZERO, SLOW_BY);
    }

    public Fault towards(Set<Route.Kind> what) {
        return new Fault(kind, target, what, limit, delay);
    }

    public Fault lasting(Duration time) {
        return new Fault(kind, target, from, time, delay);
    }

    public Fault delayedBy(Duration time) {
        return new Fault(kind, target, from, limit, time);
    }

    /**
     * Reads what a person wrote.
     *
     * @param from {@code store}, {@code kafka}, {@code peers}, {@code console}, {@code all}, or null for all
     * @throws IllegalArgumentException naming the known ones
     */
    public static Fault parse(String kind, String target, @Nullable String from, Duration limit) {
        return of(kind(kind), target).towards(targets(from)).lasting(limit);
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("fault '" + name + "' is unknown: expected one of "
                + Arrays.stream(Kind.values()).map(Fault::word).collect(Collectors.joining(", ")));
    }

    private static Set<Route.Kind> targets(@Nullable String from) {
        if (from == null || from.equalsIgnoreCase("all")) {
            return EnumSet.allOf(Route.Kind.class);
        }
        for (Route.Kind kind : Route.Kind.values()) {
            if (kind.name().equalsIgnoreCase(from)) {
                return EnumSet.of(kind);
            }
        }
        throw new IllegalArgumentException("'" + from + "' cannot be cut from a service: expected one of "
                + Arrays.stream(Route.Kind.values()).map(Fault::word).collect(Collectors.joining(", ")) + ", all");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
