package dev.baton.lab.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.baton.kafka.Processing;
import dev.baton.kafka.Step;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.Json;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@code bench/processor [--inputs N] [--changes N] [--rounds N] [--json]}: what a {@code KafkaProcessor} costs beside a plain transactional
 * loop, and how fast a standby catches up, a snapshot is written and restored.
 *
 * <p>All run in turn, a round each, against one broker in this process; so the machine's speed is in all of them, and the ratio counts. A
 * first round warms everything up and is not counted.
 */
public final class ProcessorBench {
    private static final int PARTITIONS = 4;
    private static final int ACCOUNTS = 100_000;
    private static final int VALUE_BYTES = 100;
    private static final String INPUTS = "bench.in";
    /** Does all that a processor does: same settings of the producer, and the state could be rebuilt. */
    private static final String TUNED = "plain with changelog";
    /** Settings as they come, and a state that is lost with the process. */
    private static final String USUAL = "plain";

    private static final List<String> KINDS = List.of(TUNED, "processor", "processor with offsets", USUAL);

    /** Of this process, the broker included: on a machine that has other work, the steadier measure. */
    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String bootstrap;
    private final Path dir;

    private ProcessorBench(String bootstrap, Path dir) {
        this.bootstrap = bootstrap;
        this.dir = dir;
    }

    /** Arguments as above, after the folder for the broker. */
    public static void main(String[] args) throws Exception {
        int inputs = 200_000;
        int changes = 1_000_000;
        int rounds = 5;
        boolean json = false;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--inputs" -> inputs = Integer.parseInt(args[++i]);
                case "--changes" -> changes = Integer.parseInt(args[++i]);
                case "--rounds" -> rounds = Integer.parseInt(args[++i]);
                case "--json" -> json = true;
                default -> {
                    System.err.println(
                            "unknown argument '" + args[i] + "': expected --inputs N, --changes N, --rounds N, --json");
                    System.exit(2);
                }
            }
        }
        Path dir = Path.of(args[0]);
        try (KafkaBroker broker =
                KafkaBroker.start(dir.resolve("broker"), List.of(KafkaListener.direct("A", KafkaBroker.freePort())))) {
            Map<String, Object> result = new ProcessorBench(broker.bootstrap(), dir).run(inputs, changes, rounds);
            if (json) {
                System.out.println(Json.text(result));
            } else {
                result.forEach((name, value) -> System.out.printf(
                        Locale.ROOT, "%-50s %s%n", name, value instanceof Double d ? "%,.2f".formatted(d) : value));
            }
        }
        System.exit(0);
    }

    private Map<String, Object> run(int inputs, int changes, int rounds) throws Exception {
        topics(INPUTS, PARTITIONS);
        fill(inputs);
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(INPUTS, i));
        }
        PlainLoop tuned = new PlainLoop(bootstrap, partitions, true);
        PlainLoop usual = new PlainLoop(bootstrap, partitions, false);
        ProcessorRun processor = new ProcessorRun(bootstrap, INPUTS);
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        Map<String, List<Double>> cpus = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (String what : KINDS) {
                String name = what.replace(' ', '-') + "-" + round;
                topics(name + ".out", PARTITIONS);
                topics(name + ".log", 1);
                topics(name + ".dead", 1);
                long cpu = CPU.getProcessCpuTime();
                double rate =
                        switch (what) {
                            case TUNED -> tuned.run(name, name + ".out", name + ".log", inputs);
                            case USUAL -> usual.run(name, name + ".out", "", inputs);
                            case "processor" -> processor.rate(name, adding(name + ".out"), inputs, false);
                            default -> processor.rate(name, adding(name + ".out"), inputs, true);
                        };
                double each = (CPU.getProcessCpuTime() - cpu) / 1e3 / inputs;
                System.err.printf(Locale.ROOT, "%s: %,.0f inputs/s, %.2f us of CPU each%n", name, rate, each);
                if (round > 0) {
                    rates.computeIfAbsent(what, w -> new ArrayList<>()).add(rate);
                    cpus.computeIfAbsent(what, w -> new ArrayList<>()).add(each);
                }
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        rates.forEach((what, all) -> result.put(what + ", inputs/s", median(all)));
        cpus.forEach((what, all) -> result.put(what + ", us of CPU for each input", median(all)));
        for (String other : List.of(TUNED, USUAL)) {
            result.put("processor / " + other + ", inputs/s", ratio(rates, "processor", other));
            result.put("processor / " + other + ", CPU", ratio(cpus, "processor", other));
        }
        result.put("processor with offsets / processor, inputs/s", ratio(rates, "processor with offsets", "processor"));
        topics("catchup.out", 1);
        topics("catchup.log", 1);
        topics("catchup.dead", 1);
        result.putAll(new CatchUp(processor, dir.resolve("snapshots")).run("catchup", inputs, changes));
        return result;
    }

    /** The median over the rounds of the ratio within a round. */
    private static double ratio(Map<String, List<Double>> rates, String one, String other) {
        List<Double> a = rates.getOrDefault(one, List.of());
        List<Double> b = rates.getOrDefault(other, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            ratios.add(a.get(i) / b.get(i));
        }
        return median(ratios);
    }

    private static double median(List<Double> all) {
        List<Double> sorted = new ArrayList<>(all);
        sorted.sort(null);
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** The same work as in {@link PlainLoop}. */
    static Processing adding(String outputs) {
        return (state, input) -> {
            byte[] before = state.get(input.key());
            long balance = (before == null ? 0 : ByteBuffer.wrap(before).getLong())
                    + ByteBuffer.wrap(input.value()).getLong();
            byte[] value = value(balance);
            return Step.to()
                    .put(input.key(), value)
                    .output(outputs, input.key(), value)
                    .done();
        };
    }

    static byte[] value(long balance) {
        return ByteBuffer.allocate(VALUE_BYTES).putLong(balance).array();
    }

    private void topics(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private void fill(int n) throws Exception {
        Random random = new Random(1);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "20", "batch.size", "200000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Future<?> last = CompletableFuture.completedFuture(null);
            for (int i = 0; i < n; i++) {
                byte[] key = ByteBuffer.allocate(Long.BYTES)
                        .putLong(random.nextInt(ACCOUNTS))
                        .array();
                last = producer.send(new ProducerRecord<>(INPUTS, i % PARTITIONS, key, value(1)));
            }
            producer.flush();
            last.get();
        }
    }
}
