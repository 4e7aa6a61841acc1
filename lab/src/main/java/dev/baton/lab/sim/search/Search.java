package dev.baton.lab.sim.search;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Explores every world that can be reached from the first one. A world that was seen is not explored again, so the search ends when nothing
 * new is found; its counts do not depend on the number of threads or on their luck, except for the depth.
 */
public final class Search {
    /** In which order worlds are explored. The worlds are the same. */
    public enum Order {
        /** Needs little memory. */
        DEPTH_FIRST,
        /** Finds a violation with few choices. One thread. */
        BREADTH_FIRST
    }

    /**
     * How a search ended.
     *
     * @param complete whether everything within the bounds was explored
     * @param transitions choices that were carried out
     * @param depth of the deepest world, in choices where there was more than one
     * @param healed worlds from which it was tried that the group heals once nothing fails any more (L1)
     * @param cut worlds not followed because an epoch beyond the bounds was granted
     * @param found the first violation, or null
     */
    public record Result(
            boolean complete,
            long states,
            long transitions,
            int depth,
            long healed,
            long cut,
            Duration time,
            Map<Seen, Long> seen,
            @Nullable Violation found) {
        @Override
        public String toString() {
            return "explored " + states + " states, " + transitions + " transitions, depth " + depth
                    + ", healed from " + healed
                    + (complete ? "" : " (stopped before its end)");
        }
    }

    /** What was broken, and the choices that lead there from the first world: {@link #replay} follows them. */
    public record Violation(String what, List<Integer> choices) {}

    private record Node(SmallWorld world, @Nullable Path path, int depth) {}

    private record Path(@Nullable Path before, int choice) {
        static List<Integer> list(@Nullable Path last) {
            List<Integer> all = new ArrayList<>();
            for (Path p = last; p != null; p = p.before()) {
                all.add(p.choice());
            }
            return all.reversed();
        }
    }

    private static final int GIVE_AT = 64;

    private final Bounds bounds;
    private final Rules rules;
    private final Order order;
    private final int threads;
    private final long maxStates;
    private final int healEvery;
    private final Consumer<String> progress;
    private final Visited visited = new Visited();
    private final Deque<Node> shared = new ArrayDeque<>();
    /** Worlds that are pushed and not finished: at 0 everything is explored. */
    private final AtomicLong open = new AtomicLong();

    private final AtomicLong states = new AtomicLong();
    private final AtomicLong transitions = new AtomicLong();
    private final AtomicLong healed = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong depth = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<@Nullable Violation> found = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Tally tally = new Tally();

    /**
     * @param maxStates after which the search stops before its end
     * @param healEvery from one state in so many, a power of two, it is tried that the group heals
     * @param progress takes a line every few seconds
     */
    public Search(
            Bounds bounds,
            Rules rules,
            Order order,
            int threads,
            long maxStates,
            int healEvery,
            Consumer<String> progress) {
        if (healEvery < 1 || Integer.bitCount(healEvery) != 1) {
            throw new IllegalArgumentException("heal-every is " + healEvery + ": expected a power of two");
        }
        this.healEvery = healEvery;
        this.bounds = bounds;
        this.rules = rules;
        this.order = order;
        this.threads = order == Order.BREADTH_FIRST ? 1 : threads;
        this.maxStates = maxStates;
        this.progress = progress;
    }

    public Result run() throws InterruptedException {
        long start = System.nanoTime();
        SmallWorld first = SmallWorld.serving(bounds, rules);
        push(shared, new Node(first, null, 0));
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().name("search-" + i).start(this::work));
        }
        for (Thread worker : workers) {
            while (!worker.join(Duration.ofSeconds(5))) {
                long seconds = Math.max(1, (System.nanoTime() - start) / 1_000_000_000L);
                progress.accept(states.get() + " states, " + transitions + " transitions, " + open + " open, depth "
                        + depth + ", " + states.get() / seconds + " states/s, " + seconds + " s");
            }
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the search failed: " + failed, failed);
        }
        return new Result(
                found.get() == null && !stopped.get(),
                states.get(),
                transitions.get(),
                depth.intValue(),
                healed.get(),
                cut.get(),
                Duration.ofNanos(System.nanoTime() - start),
                tally.counts(),
                found.get());
    }

    private void work() {
        Tally mine = new Tally();
        Deque<Node> own = new ArrayDeque<>();
        Fingerprint print = new Fingerprint();
        try {
            while (open.get() > 0 && !stopped.get()) {
                Node node = order == Order.BREADTH_FIRST ? own.pollFirst() : own.pollLast();
                if (node == null) {
                    node = take();
                }
                if (node == null) {
                    Thread.onSpinWait();
                    continue;
                }
                expand(node, own, print, mine);
                open.decrementAndGet();
                if (threads > 1 && own.size() > GIVE_AT) {
                    give(own);
                }
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            stopped.set(true);
        }
        synchronized (tally) {
            tally.add(mine);
        }
    }

    private void expand(Node node, Deque<Node> own, Fingerprint print, Tally mine) {
        List<Choice> choices = Turns.choices(node.world());
        boolean branches = choices.size() > 1;
        long done = 0;
        for (int i = 0; i < choices.size(); i++) {
            SmallWorld next = node.world().copy(mine);
            done += carryOut(next, choices.get(i));
            Path path = branches ? new Path(node.path(), i) : node.path();
            int deep = node.depth() + (branches ? 1 : 0);
            if (next.violation != null) {
                found.compareAndSet(null, new Violation(next.violation, Path.list(path)));
                stopped.set(true);
                return;
            }
            if (next.beyond) {
                cut.incrementAndGet();
                continue;
            }
            print.reset();
            WorldKey.write(next, print);
            if (visited.add(print.high(), print.low())) {
                if (states.incrementAndGet() >= maxStates) {
                    stopped.set(true);
                }
                if ((print.low() & healEvery - 1) == 0) {
                    String trouble = Healing.trouble(next);
                    if (trouble != null) {
                        found.compareAndSet(null, new Violation(trouble, Path.list(path)));
                        stopped.set(true);
                        return;
                    }
                    healed.incrementAndGet();
                }
                push(own, new Node(next, path, deep));
                depth.accumulateAndGet(deep, Math::max);
            }
        }
        transitions.addAndGet(done);
    }

    /** Carries out a choice, and what follows without one, up to the next tick at most. The number of transitions. */
    static int carryOut(SmallWorld w, Choice choice) {
        Turns.perform(w, choice);
        int done = 1;
        while (w.violation == null && !w.beyond && w.stage != SmallWorld.Stage.FAULTS) {
            List<Choice> only = Turns.choices(w);
            if (only.size() != 1) {
                break;
            }
            Turns.perform(w, only.get(0));
            done++;
        }
        return done;
    }

    /** Follows the choices from the first world; a line for each transition, and at the end the violation, if there is one. */
    public static List<String> replay(Bounds bounds, Rules rules, List<Integer> picks) {
        List<String> lines = new ArrayList<>();
        SmallWorld w = SmallWorld.serving(bounds, rules);
        for (int at = 0; w.violation == null && !w.beyond; ) {
            List<Choice> choices = Turns.choices(w);
            boolean branches = choices.size() > 1;
            if (branches && at >= picks.size()) {
                break;
            }
            Choice c = choices.get(branches ? picks.get(at++) : 0);
            String told = Telling.of(w, c);
            if (!told.isEmpty()) {
                lines.add(told);
            }
            Turns.perform(w, c);
            if (!branches && at >= picks.size() && w.stage == SmallWorld.Stage.FAULTS) {
                break;
            }
        }
        String broken = w.violation == null ? Healing.trouble(w) : w.violation;
        lines.add(broken == null ? "no violation" : broken);
        return lines;
    }

    private void push(Deque<Node> to, Node node) {
        open.incrementAndGet();
        to.addLast(node);
    }

    private @Nullable Node take() {
        synchronized (shared) {
            return shared.pollFirst();
        }
    }

    /** Hands the oldest of its worlds to whoever has none: those have the most below them. */
    private void give(Deque<Node> own) {
        synchronized (shared) {
            while (shared.size() < threads && own.size() > GIVE_AT / 2) {
                shared.addLast(own.removeFirst());
            }
        }
    }
}
