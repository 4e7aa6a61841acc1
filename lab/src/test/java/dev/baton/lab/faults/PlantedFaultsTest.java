package dev.baton.lab.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Breaks the core on purpose, one rule at a time, and demands that the simulator catches each: what it does not catch, it does not prove.
 * {@code bench/faults} runs the same over several ranges of seeds and writes the table of the medians.
 */
class PlantedFaultsTest {
    private static final int AT_LEAST = 24;
    private static final int THREADS = 2;
    private static final int MAX_SEEDS = Integer.getInteger("baton.faults.seeds", 3_000);
    private static final int RANGES = Integer.getInteger("baton.faults.ranges", 1);
    /** Parts of names, with commas between: hunts only the faults that have one of them. */
    private static final String ONLY = System.getProperty("baton.faults.only", "");
    /** Ranges begin this far apart, so that none shares a seed with another. */
    private static final long STRIDE = 1_000_000;

    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("baton.faults.limit", 60));
    private static final int PIECE = 250;

    private final Path root = root();
    private final Hunt hunt = new Hunt(root, MAX_SEEDS, LIMIT);
    private final List<Long> firstSeeds =
            LongStream.range(0, RANGES).mapToObj(i -> 1 + i * STRIDE).toList();

    @Test
    void everyPlantedFaultIsCaughtAndTheUnbrokenCorePassesTheSameSeeds() throws Exception {
        List<Fault> faults = FaultFile.readAll(root.resolve("lab/src/test/resources/faults")).stream()
                .filter(f -> Arrays.stream(ONLY.split(",")).anyMatch(f.name()::contains))
                .toList();
        System.out.print(FaultTable.head());
        List<Row> rows;
        List<Hunt.Range> unbroken;
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            rows = all(
                    pool,
                    faults.stream().<Callable<Row>>map(f -> () -> hunted(f)).toList());
            unbroken = all(pool, unbroken(rows));
        }
        String summary = FaultTable.summary(rows, unbroken);
        System.out.println(summary);
        if (Boolean.getBoolean("baton.faults.write")) {
            Files.writeString(root.resolve("docs/planted-faults.md"), FaultTable.document(rows, unbroken));
            Path readme = root.resolve("README.md");
            Files.writeString(readme, FaultTable.inReadme(Files.readString(readme), rows));
        }
        assertTrue(unbroken.stream().allMatch(r -> r.caught() == null), summary);
        assertEquals(
                List.of(),
                rows.stream().filter(r -> !r.caught()).map(FaultTable::line).toList(),
                "no seed showed these faults: a scenario or a check is missing");
        assertTrue(
                !ONLY.isEmpty() || faults.size() >= AT_LEAST,
                () -> "expected " + AT_LEAST + " faults or more, found " + faults.size());
    }

    private Row hunted(Fault fault) throws Exception {
        Row row = new Row(fault, hunt.broken(fault, RANGES == 1 ? List.of(fault.seed()) : firstSeeds));
        System.out.print(FaultTable.line(row));
        return row;
    }

    /** Runs of the unbroken core over all seeds that the hunts used, in pieces. */
    private static List<Callable<Hunt.Range>> unbroken(List<Row> rows) {
        Map<String, Map<Long, Integer>> used = new TreeMap<>();
        for (Row row : rows) {
            for (Hunt.Range range : row.ranges()) {
                used.computeIfAbsent(row.fault().with(), w -> new TreeMap<>())
                        .merge(range.firstSeed(), range.seeds(), Math::max);
            }
        }
        List<Callable<Hunt.Range>> runs = new ArrayList<>();
        used.forEach((with, ranges) -> ranges.forEach((first, seeds) -> {
            for (int done = 0; done < seeds; done += PIECE) {
                long from = first + done;
                int count = Math.min(PIECE, seeds - done);
                runs.add(() -> Hunt.unbroken(with, from, count));
            }
        }));
        return runs;
    }

    private static <T> List<T> all(ExecutorService pool, List<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : pool.invokeAll(calls)) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return results;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        Path parent = here.getParent();
        return Files.isDirectory(here.resolve("agent-lib")) || parent == null ? here : parent;
    }
}
