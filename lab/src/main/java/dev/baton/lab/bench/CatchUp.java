package dev.baton.lab.bench;

import dev.baton.kafka.KafkaProcessor;
import dev.baton.kafka.Processing;
import dev.baton.kafka.Step;
import dev.baton.model.Epoch;
import dev.baton.state.Change;
import dev.baton.state.Frozen;
import dev.baton.state.MemoryStore;
import dev.baton.state.Progress;
import dev.baton.state.Snapshots;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** How fast a standby takes in a changelog, and what a snapshot of such a state costs. */
final class CatchUp {
    private static final int CHANGES_A_STEP = 50;
    private static final int KEYS = 500_000;
    private static final String MEMBER = "bench-b";
    private static final long LIMIT_NANOS = 300_000_000_000L;

    private final ProcessorRun run;
    private final Path folder;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    CatchUp(ProcessorRun run, Path folder) {
        this.run = run;
        this.folder = folder;
    }

    /** The topics of that name are there and empty. */
    Map<String, Object> run(String name, int inputs, int changes) throws Exception {
        int steps = Math.min(inputs, Math.max(1, changes / CHANGES_A_STEP));
        run.rate(name, many(), steps, false);
        follow(name, steps);
        Map<String, Object> result = new LinkedHashMap<>(follow(name, steps));
        result.putAll(snapshot());
        return result;
    }

    private static Processing many() {
        return (state, input) -> {
            Step.Builder step = Step.to();
            for (int i = 0; i < CHANGES_A_STEP; i++) {
                long number = (input.offset() * CHANGES_A_STEP + i) * 7_919 + input.partition();
                step.put(key(number % KEYS), ProcessorBench.value(number));
            }
            return step.done();
        };
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** From the first record applied to the last; the processor's own thread reads, decodes, applies and digests them. */
    private Map<String, Object> follow(String name, int steps) throws InterruptedException {
        KafkaProcessor standby = run.builder(name, MEMBER, many()).build();
        standby.start(new ProcessorRun.Always(), report -> {});
        try {
            long limit = System.nanoTime() + LIMIT_NANOS;
            long first = 0;
            long start = 0;
            long cpu = 0;
            while (System.nanoTime() < limit) {
                long position = standby.status().position();
                if (first == 0 && position > 0) {
                    first = position;
                    start = System.nanoTime();
                    cpu = cpuNanos();
                }
                if (position > 0 && standby.status().lag() == 0) {
                    double records = position - first;
                    Map<String, Object> result = new LinkedHashMap<>();
                    result.put("changelog records", position);
                    result.put("catch-up, records/s", records / ((System.nanoTime() - start) / 1e9));
                    result.put("catch-up, records/s of its CPU", records / ((cpuNanos() - cpu) / 1e9));
                    return result;
                }
                Thread.sleep(1);
            }
            throw new IllegalStateException("not caught up with " + steps + " steps: " + standby.status());
        } finally {
            standby.stop(Duration.ofSeconds(10));
        }
    }

    private long cpuNanos() {
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals("baton-" + MEMBER)) {
                return threads.getThreadCpuTime(id);
            }
        }
        return 0;
    }

    /** Of a state with all the keys, while it goes on being written to. */
    private Map<String, Object> snapshot() throws Exception {
        MemoryStore store = new MemoryStore();
        List<Change> all = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            all.add(new Change(key(i), ProcessorBench.value(i)));
        }
        store.write(all, new Progress(KEYS, new Epoch(1), MEMBER, Map.of()));
        Snapshots snapshots = new Snapshots(folder, "bench", "log", MEMBER);
        long start = System.nanoTime();
        Frozen frozen = Objects.requireNonNull(store.freeze());
        List<Long> stalls = new ArrayList<>();
        stalls.add(System.nanoTime() - start);
        AtomicBoolean done = new AtomicBoolean();
        long[] took = new long[1];
        Thread writer = Thread.ofPlatform().start(() -> {
            try (frozen) {
                snapshots.write(frozen, () -> false);
            } catch (java.io.IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            } finally {
                took[0] = System.nanoTime() - start;
                done.set(true);
            }
        });
        long position = KEYS;
        for (int batch = 0; !done.get() || batch % 100 != 0; batch++) {
            List<Change> some = all.subList(batch % 900 * 500, batch % 900 * 500 + 500);
            position += some.size();
            long before = System.nanoTime();
            store.write(some, new Progress(position, new Epoch(1), MEMBER, Map.of()));
            stalls.add(System.nanoTime() - before);
        }
        writer.join();
        long restoring = System.nanoTime();
        snapshots.restore(new MemoryStore(), 0, () -> false);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("snapshot written, entries/s", KEYS / (took[0] / 1e9));
        result.put("snapshot restored, entries/s", KEYS / ((System.nanoTime() - restoring) / 1e9));
        stalls.sort(null);
        result.put("write of 500 meanwhile, median ms", stalls.get(stalls.size() / 2) / 1e6);
        result.put("write of 500 meanwhile, p99 ms", stalls.get(stalls.size() * 99 / 100) / 1e6);
        result.put("write of 500 meanwhile, max ms", stalls.get(stalls.size() - 1) / 1e6);
        return result;
    }
}
