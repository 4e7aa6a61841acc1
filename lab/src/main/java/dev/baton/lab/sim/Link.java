package dev.baton.lab.sim;

import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.protocol.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One process's stream from one host's service, as the shipped client follows it: what is sent comes in order; what is sent into a cut is
 * held back, as TCP would, until the cut heals or the reader gives the connection up; a process that dies resets its connections and a
 * reconnect is refused, while a host without power is only silent.
 */
final class Link {
    private static final int QUEUE = 256;
    private static final long SILENT_NANOS = 2_500_000_000L;
    private static final long DEAD_NANOS = 7_000_000_000L;
    private static final long UNANSWERED_NANOS = 1_000_000_000L;
    private static final long STABLE_NANOS = 1_000_000_000L;

    private final World world;
    final SimProcess reader;
    final SimHost source;
    private @Nullable SimProcess peer;
    private final Deque<MemberStatus> held = new ArrayDeque<>();
    private int generation;
    private boolean everOk;
    private int failures;
    private Reach told = Reach.UNKNOWN;
    private long openedNanos;
    private long heardNanos;
    private long lastArrival;

    Link(World world, SimProcess reader, SimHost source) {
        this.world = world;
        this.reader = reader;
        this.source = source;
    }

    void connect(long delayNanos) {
        int of = ++generation;
        peer = null;
        held.clear();
        reader.later(delayNanos, Source.LINK, () -> {
            if (of == generation) {
                attempt(of);
            }
        });
    }

    private void attempt(int of) {
        long rtt = world.net.linkDelay(reader.host, source) + world.net.linkDelay(source, reader.host);
        if (world.net.cut(reader.host, source) || world.net.cut(source, reader.host)) {
            long patience = !everOk ? 1_000 : failures <= 5 ? 20 : failures <= 10 ? 100 : 1_000;
            failed(of, patience * 1_000_000L, Reach.TIMEOUT, "no answer to a connect");
            return;
        }
        SimProcess there = source.process;
        if (there == null) {
            failed(of, rtt, everOk ? Reach.REFUSED : Reach.UNKNOWN, "connect: refused");
        } else if (there.paused()) {
            // The kernel accepts, nobody answers.
            reader.later(UNANSWERED_NANOS, Source.LINK, () -> {
                if (of == generation) {
                    tell(Reach.TIMEOUT, "accepts, but does not answer");
                    if (source.process != there || !there.paused()) {
                        connect(0);
                    } else {
                        attempt(of);
                    }
                }
            });
        } else {
            reader.later(rtt, Source.LINK, () -> {
                if (of == generation) {
                    opened(there, of);
                }
            });
        }
    }

    private void failed(int of, long afterNanos, Reach reach, String detail) {
        reader.later(afterNanos, Source.LINK, () -> {
            if (of == generation) {
                tell(reach, detail);
                failures++;
                if (reach == Reach.REFUSED && failures < 5) {
                    failures = 5;
                }
                long wait = failures < 5 ? 1 : Math.min(500, 20L << Math.min(5, failures - 5));
                connect(wait * 1_000_000L);
            }
        });
    }

    private void opened(SimProcess there, int of) {
        if (!there.alive()) {
            connect(0);
            return;
        }
        peer = there;
        everOk = true;
        openedNanos = world.time.nanos();
        heardNanos = openedNanos;
        lastArrival = 0;
        tell(Reach.OK, "service " + there.id.service() + ", incarnation " + there.incarnation);
        MemberStatus greeting = there.lastStatus;
        if (greeting != null) {
            sent(there, greeting);
        }
        listen(of, SILENT_NANOS);
    }

    /** Looks up when the stream could have been silent for too long. */
    private void listen(int of, long afterNanos) {
        reader.later(afterNanos, Source.LINK, () -> {
            if (of != generation) {
                return;
            }
            long silent = world.time.nanos() - heardNanos;
            if (silent >= DEAD_NANOS) {
                tell(Reach.TIMEOUT, "nothing came for " + silent / 1_000_000L + " ms");
                broken();
            } else if (silent >= SILENT_NANOS) {
                tell(Reach.TIMEOUT, "silent for " + silent / 1_000_000L + " ms");
                listen(of, DEAD_NANOS - silent);
            } else {
                listen(of, SILENT_NANOS - silent);
            }
        });
    }

    /** The service writes into the stream. */
    void sent(SimProcess from, MemberStatus status) {
        if (peer != from) {
            return;
        }
        if (world.net.cut(source, reader.host)) {
            if (held.size() == QUEUE) {
                held.remove();
            }
            held.add(status);
            return;
        }
        if (world.net.slow(source, reader.host) && world.rng.chance(0.1)) {
            return; // The full queue of a slow reader drops frames.
        }
        arrive(status);
    }

    private void arrive(MemberStatus status) {
        int of = generation;
        long at = Math.max(lastArrival, world.time.nanos() + world.net.linkDelay(source, reader.host));
        lastArrival = at;
        world.time.at(
                at,
                () -> reader.run(Source.LINK, () -> {
                    if (of == generation) {
                        heardNanos = world.time.nanos();
                        tell(Reach.OK, "heard again");
                        reader.input(new Input.PeerHeard(status, reader.host.clock.nanos()));
                    }
                }));
    }

    void healed() {
        if (peer != null && !world.net.cut(source, reader.host)) {
            while (!held.isEmpty()) {
                arrive(held.remove());
            }
        }
    }

    /** The process at the other end is gone: its kernel says so, unless the host itself is gone or cut off. */
    void sourceGone() {
        if (peer != null && !world.net.cut(source, reader.host)) {
            reset("the connection broke: reset by peer");
        }
    }

    void reset(String why) {
        int of = generation;
        if (peer == null) {
            return;
        }
        reader.later(world.rng.between(200_000L, 4_000_000L), Source.LINK, () -> {
            if (of == generation) {
                tell(Reach.RESET, why);
                broken();
            }
        });
    }

    private void broken() {
        boolean stood = world.time.nanos() - openedNanos >= STABLE_NANOS;
        failures = stood ? 0 : failures + 1;
        connect(failures <= 1 ? 0 : Math.min(500, 20L << Math.min(5, failures)) * 1_000_000L);
    }

    private void tell(Reach reach, String detail) {
        if (reach != told) {
            told = reach;
            reader.input(new Input.PeerLink(source.id, reach, source.id.service() + ": " + detail));
        }
    }
}
