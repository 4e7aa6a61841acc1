package dev.baton.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs a reader over generated input. Each input comes from the seed, the target's name and its own number, so that one failure can be looked at
 * alone: {@code -Dbaton.fuzz.seed=SEED -Dbaton.fuzz.only=NUMBER}. {@code -Dbaton.fuzz.inputs=N} is how many inputs all targets share: 200,000
 * unless told otherwise; {@code bench/attack} asks for a million.
 *
 * <p>Whatever a case throws is a failure, as is one that takes seconds, or that allocates far more than its input is long.
 */
public final class Fuzz {
    /** All targets of all modules share these. */
    private static final long INPUTS = Long.getLong("baton.fuzz.inputs", 200_000L);

    private static final long SEED = Long.getLong("baton.fuzz.seed", 20_261_126L);
    private static final long ONLY = Long.getLong("baton.fuzz.only", -1L);
    private static final long SLOW_NANOS = 3_000_000_000L;
    private static final long HANGS_MILLIS = 60_000;
    private static final int MOST_FAILURES = 25;
    /** The first inputs also load classes. */
    private static final long ALLOWANCE = 32L << 20;

    private static final long EACH_BYTE = 256;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One input. */
    public interface Case {
        /** Makes an input from {@code random}, names it to {@code input}, and has it read. */
        void run(SplittableRandom random, Fuzz input) throws Exception;
    }

    private byte[] last = new byte[0];
    private String what = "";
    private long reads;
    private long length;
    private long allocated;

    private Fuzz() {}

    /** What is about to be read, which is one input: shown where it fails. */
    public byte[] reads(String name, byte[] bytes) {
        what = name;
        last = bytes;
        reads++;
        length += bytes.length;
        return bytes;
    }

    /**
     * Runs this target's share of the inputs.
     *
     * @param thousandths of all inputs
     * @throws AssertionError naming the first input that failed and how to run it alone
     */
    public static void run(String target, int thousandths, Case each) {
        Total total = new Total();
        // A thread of its own: what is thrown there has a short trace, and one that hangs can be told.
        Thread thread = new Thread(() -> all(target, thousandths, each, total), "fuzz-" + target);
        thread.setDaemon(true);
        thread.start();
        try {
            long before;
            do {
                before = total.cases.get();
                thread.join(HANGS_MILLIS);
            } while (thread.isAlive() && total.cases.get() > before);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (thread.isAlive()) {
            AssertionError hangs = new AssertionError(target + " input " + total.cases.get() + " of seed " + SEED
                    + " has hung for " + HANGS_MILLIS + " ms");
            hangs.setStackTrace(thread.getStackTrace());
            throw hangs;
        }
        if (!total.failures.isEmpty()) {
            AssertionError all = new AssertionError(total.failures.size() + " kinds of failure; the first: "
                    + total.failures.values().iterator().next().getMessage());
            total.failures.values().forEach(all::addSuppressed);
            throw all;
        }
    }

    private static void all(String target, int thousandths, Case each, Total total) {
        long count = INPUTS * thousandths / 1_000;
        long from = THREADS.getCurrentThreadCpuTime();
        for (long i = Math.max(0, ONLY); total.reads < count && total.failures.size() < MOST_FAILURES; i++) {
            try {
                total.add(one(target, i, each));
            } catch (AssertionError broken) {
                total.failures.putIfAbsent(shape(broken), broken);
                total.reads++;
            }
            if (ONLY >= 0) {
                return;
            }
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - from) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "ATTACK\tbroken input: %s\t%,d\t0\tseed %d, %.1f s of a core, %,.0f a second, at most %,d KiB allocated for one%n",
                target,
                total.reads,
                SEED,
                seconds,
                total.reads / seconds,
                total.mostAllocated >> 10);
    }

    /** Failures of the same shape are one: what was thrown, and where in what is tested. */
    private static String shape(AssertionError failure) {
        Throwable cause = failure.getCause();
        if (cause == null) {
            return String.valueOf(failure.getMessage()).replaceAll("[0-9]+", "");
        }
        String where = Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.baton."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("");
        return cause.getClass() + where + String.valueOf(cause.getMessage()).replaceAll("[^a-zA-Z. ]+", "");
    }

    /** What was run so far. */
    private static final class Total {
        private final Map<String, AssertionError> failures = new LinkedHashMap<>();
        private long reads;
        private long mostAllocated;
        private final AtomicLong cases = new AtomicLong();

        void add(Fuzz one) {
            cases.incrementAndGet();
            reads += one.reads;
            mostAllocated = Math.max(mostAllocated, one.allocated);
        }
    }

    private static Fuzz one(String target, long number, Case each) {
        Fuzz input = new Fuzz();
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + target.hashCode() * 7_919L + number);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long from = THREADS.getCurrentThreadCpuTime();
        try {
            each.run(random, input);
        } catch (Exception | Error broken) {
            throw failure(target, number, input, broken.toString(), broken);
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - from;
        if (nanos > SLOW_NANOS) {
            throw failure(target, number, input, "took " + nanos / 1_000_000 + " ms of a core", null);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        if (bytes > ALLOWANCE + EACH_BYTE * input.length) {
            throw failure(target, number, input, "allocated " + bytes + " bytes for " + input.length, null);
        }
        input.allocated = bytes;
        return input;
    }

    private static AssertionError failure(
            String target, long number, Fuzz input, String how, @Nullable Throwable cause) {
        byte[] shown = Arrays.copyOf(input.last, Math.min(input.last.length, 3_000));
        return new AssertionError(
                target + " input " + number + " of seed " + SEED + " (-Dbaton.fuzz.only=" + number + "), "
                        + input.what + ", " + input.last.length + " bytes: " + how + "\n  as text: "
                        + new String(shown, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", "?")
                        + "\n  base64: " + Base64.getEncoder().encodeToString(shown),
                cause);
    }
}
