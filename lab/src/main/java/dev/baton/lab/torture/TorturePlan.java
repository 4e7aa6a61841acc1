package dev.baton.lab.torture;

import dev.baton.lab.Fault;
import dev.baton.lab.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which faults come when, settled before anything starts: the same for the same arguments. Pure.
 *
 * @param faults by time; each ends by itself or by a later one of these
 * @param endMs when the last one ends
 */
public record TorturePlan(long seed, List<PlannedFault> faults, long endMs) {
    /** Nothing comes before the lab has found its pace. */
    private static final long FIRST_MS = 2_000;
    /** What was started again is left alone for so long: it has to come up. */
    private static final long RECOVERY_MS = 8_000;

    private static final long STUTTER_MS = 1_000;
    private static final long ROLLING_MS = 20_000;

    public TorturePlan {
        faults = List.copyOf(faults);
    }

    /** Of a run of {@code length}, over these services and so many ZooKeeper servers. The last fault ends within it. */
    public static TorturePlan make(long seed, Duration length, List<String> services, int storeServers) {
        return new Maker(seed, length.toMillis(), services, storeServers).make();
    }

    /** Deals blows from a shuffled deck, which is shuffled anew when it is through. */
    private static final class Maker {
        private final long seed;
        private final long lengthMs;
        private final List<String> services;
        private final int storeServers;
        private final SplittableRandom random;
        private final List<Blow> deck = new ArrayList<>();
        private final List<PlannedFault> faults = new ArrayList<>();
        /** Until when a victim is down or just coming up. */
        private final Map<String, Long> busy = new HashMap<>();

        private long endMs;

        Maker(long seed, long lengthMs, List<String> services, int storeServers) {
            this.seed = seed;
            this.lengthMs = lengthMs;
            this.services = services;
            this.storeServers = storeServers;
            this.random = new SplittableRandom(seed);
        }

        TorturePlan make() {
            long at = FIRST_MS;
            while (at < lengthMs) {
                deal(at);
                // Mostly one on top of the other; sometimes with time to recover in between.
                at += random.nextInt(10) < 7 ? between(1_500, 6_000) : between(8_000, 15_000);
            }
            faults.sort(Comparator.comparingLong(PlannedFault::atMs));
            return new TorturePlan(seed, faults, endMs);
        }

        private void deal(long at) {
            if (deck.isEmpty()) {
                deck.addAll(Blow.deck(storeServers));
            }
            Blow blow = deck.remove(random.nextInt(deck.size()));
            switch (blow) {
                case Blow.KillService _ -> kill(at, service(at), between(500, 5_000));
                case Blow.PauseService _ -> lasting(at, Kind.PAUSE, between(300, 6_000));
                case Blow.Stutter _ -> stutter(at);
                case Blow.Cut cut -> {
                    String victim = service(at);
                    if (victim != null) {
                        Fault fault = Fault.of(Kind.CUT, victim).towards(cut.from());
                        add(at, fault.oneWay(cut.direction()), between(300, 8_000));
                    }
                }
                case Blow.Slow _ -> lasting(at, Kind.SLOW, between(1_000, 6_000));
                case Blow.DiskFull _ -> lasting(at, Kind.DISK_FULL, between(1_000, 8_000));
                case Blow.Restart restart -> restart(at, restart.server());
                case Blow.KillServer server -> kill(at, free(at, server.server()), between(500, 5_000));
            }
        }

        private void lasting(long at, Kind kind, long millis) {
            String victim = service(at);
            if (victim != null) {
                add(at, Fault.of(kind, victim), millis);
            }
        }

        private void stutter(long at) {
            String victim = service(at);
            if (victim != null) {
                for (int i = 0; i < 3; i++) {
                    add(at + i * STUTTER_MS, Fault.of(Kind.PAUSE, victim), between(100, 500));
                }
                busy.put(victim, at + 3 * STUTTER_MS);
            }
        }

        private void restart(long at, String server) {
            String victim = free(at, server);
            if (victim != null && at + RECOVERY_MS <= lengthMs) {
                add(at, Fault.of(Kind.RESTART, victim), 0);
                busy.put(room(victim), at + (victim.equals("store") ? ROLLING_MS : RECOVERY_MS));
            }
        }

        private void kill(long at, @Nullable String victim, long downMs) {
            if (victim == null || at + downMs > lengthMs) {
                return;
            }
            add(at, Fault.of(Kind.KILL, victim), 0);
            // Who led is known only then; whoever is down is started.
            String again = room(victim);
            add(at + downMs, Fault.of(Kind.START, again), 0);
            busy.put(again, at + downMs + RECOVERY_MS);
        }

        /** Adds a fault that ends by itself, where it does so in time. */
        private void add(long at, Fault fault, long millis) {
            if (at + millis <= lengthMs) {
                faults.add(new PlannedFault(at, fault.lasting(Duration.ofMillis(millis))));
                endMs = Math.max(endMs, at + millis);
            }
        }

        /** A service that is neither down nor just coming up; null where there is none. */
        private @Nullable String service(long at) {
            List<String> up = services.stream().filter(s -> free(at, s) != null).toList();
            return up.isEmpty() ? null : up.get(random.nextInt(up.size()));
        }

        private @Nullable String free(long at, String victim) {
            return busy.getOrDefault(room(victim), 0L) <= at ? victim : null;
        }

        /** All ZooKeeper servers count as one: two of three down at once are a store that is down, which is planned as such. */
        private static String room(String victim) {
            return victim.startsWith("store") ? "store" : victim;
        }

        private long between(long low, long high) {
            return random.nextLong(low, high + 1);
        }
    }
}
