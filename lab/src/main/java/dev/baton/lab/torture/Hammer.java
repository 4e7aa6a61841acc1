package dev.baton.lab.torture;

import dev.baton.lab.Fault;
import dev.baton.lab.Fault.Kind;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabState;
import dev.baton.lab.Progress;
import dev.baton.lab.process.Pause;
import dev.baton.lab.torture.TortureReport.Done;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does faults to a lab, and what a supervisor does on a real machine: a process that ended and that no fault has killed is started again.
 * One thread uses it.
 */
final class Hammer implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long LEADER_LIMIT_MILLIS = 5_000;
    private static final long FINISH_LIMIT_SECONDS = 300;

    private final Lab lab;
    private final Progress progress;
    private final long beginNanos = System.nanoTime();
    private final List<Done> done = Collections.synchronizedList(new ArrayList<>());
    private final List<Done> ended = new ArrayList<>();
    /** What is down by a fault, or being started. */
    private final Set<String> down = Collections.synchronizedSet(new HashSet<>());

    private final ExecutorService starter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("torture-starter").factory());
    private @Nullable Future<?> lastStart;

    Hammer(Lab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    /** What was done, by the time it began. */
    List<Done> done() {
        List<Done> sorted = new ArrayList<>(done);
        sorted.sort(Comparator.comparingLong(Done::atMs));
        return sorted;
    }

    List<Done> ended() {
        return List.copyOf(ended);
    }

    /** Waits until that instant of the run, and starts meanwhile what ends by itself. */
    void watchUntil(long atMs) throws LabException {
        long left = atMs - nowMs();
        while (left > 0) {
            if (!Pause.millis(Math.min(left, LOOK_EVERY_MILLIS))) {
                throw new LabException("interrupted");
            }
            supervise();
            left = atMs - nowMs();
        }
    }

    /** Does the fault; one that starts a process is done on the starter, in its turn. */
    void hit(Fault fault) {
        if (fault.kind() == Kind.START || fault.kind() == Kind.RESTART) {
            lastStart = starter.submit(() -> startNow(fault));
        } else {
            hitNow(fault);
        }
    }

    private void hitNow(Fault fault) {
        if (fault.kind() == Kind.KILL) {
            down.add(room(fault.target()));
        }
        long begunMs = nowMs();
        long untilMs = begunMs + LEADER_LIMIT_MILLIS;
        while (true) {
            try {
                lab.fault(fault);
                note(begunMs, fault, null);
                return;
            } catch (LabException refused) {
                // During an election nobody leads.
                boolean again = fault.target().equals("store-leader") && nowMs() < untilMs;
                if (!again || !Pause.millis(LOOK_EVERY_MILLIS)) {
                    note(begunMs, fault, refused.getMessage());
                    return;
                }
            }
        }
    }

    private void startNow(Fault fault) {
        long begunMs = nowMs();
        down.add(room(fault.target()));
        try {
            lab.fault(fault);
            note(begunMs, fault, null);
        } catch (LabException failed) {
            note(begunMs, fault, failed.getMessage());
        } finally {
            down.remove(room(fault.target()));
        }
    }

    private void supervise() throws LabException {
        LabState state = lab.state();
        for (LabState.Service service : state.services()) {
            startAgain(service.id(), service.state());
        }
        for (LabState.Server server : state.servers()) {
            startAgain(server.id(), server.state());
        }
        for (String tool : List.of("workload", "proxy")) {
            if (!state.process(tool).map(p -> p.alive()).orElse(false)) {
                throw new LabException("the lab's " + tool + " ended by itself: see "
                        + lab.files().logs().resolve(tool + ".log") + ". Nothing is claimed.");
            }
        }
    }

    private void startAgain(String target, String state) {
        if (state.equals("stopped") && down.add(room(target))) {
            ended.add(new Done(nowMs(), target + " ended by itself", null));
            progress.step(at(nowMs()) + target + " ended by itself: starting it again");
            lastStart = starter.submit(() -> startNow(Fault.of(Kind.START, room(target))));
        }
    }

    /** Waits for what is being started, and ends whatever fault is left. */
    void finish() throws LabException {
        awaitStarter();
        LabState state = lab.state();
        List<String> targets = new ArrayList<>();
        state.services().forEach(s -> targets.add(s.id()));
        state.servers().forEach(s -> targets.add(s.id()));
        for (String target : targets) {
            if (stateOf(target).equals("stopped")) {
                lab.fault(Fault.of(Kind.START, room(target)));
            }
            if (stateOf(target).equals("paused")) {
                lab.fault(Fault.of(Kind.RESUME, target));
            }
            lab.fault(Fault.of(Kind.HEAL, target));
        }
    }

    private String stateOf(String target) throws LabException {
        LabState state = lab.state();
        return Stream.concat(
                        state.services().stream()
                                .filter(s -> s.id().equals(target))
                                .map(LabState.Service::state),
                        state.servers().stream()
                                .filter(s -> s.id().equals(target))
                                .map(LabState.Server::state))
                .findFirst()
                .orElse("");
    }

    private void awaitStarter() throws LabException {
        Future<?> last = lastStart;
        if (last == null) {
            return;
        }
        try {
            // One thread: the last is done after all others.
            last.get(FINISH_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new LabException("what was killed is not up again after " + FINISH_LIMIT_SECONDS + " s", late);
        } catch (ExecutionException failed) {
            throw new LabException("a process could not be started again: " + failed.getCause(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", stop);
        }
    }

    /** The ZooKeeper servers are started together: one alone of three does not get ready. */
    private static String room(String target) {
        return target.startsWith("store") ? "store" : target;
    }

    private void note(long begunMs, Fault fault, @Nullable String why) {
        done.add(new Done(begunMs, fault.toString(), why));
        boolean starts = fault.kind() == Kind.START || fault.kind() == Kind.RESTART;
        String took = starts ? String.format(Locale.ROOT, " (took %.1f s)", (nowMs() - begunMs) / 1_000.0) : "";
        progress.step(at(begunMs) + fault + (why == null ? took : ": not done: " + why));
    }

    private static String at(long atMs) {
        return String.format(Locale.ROOT, "%8.1f s  ", atMs / 1_000.0);
    }

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos);
    }

    @Override
    public void close() {
        starter.shutdownNow();
    }
}
