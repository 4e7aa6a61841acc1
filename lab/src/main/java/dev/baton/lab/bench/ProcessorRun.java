package dev.baton.lab.bench;

import dev.baton.kafka.Committed;
import dev.baton.kafka.KafkaProcessor;
import dev.baton.kafka.KafkaProcessorBuilder;
import dev.baton.kafka.Processing;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.port.Guard;
import dev.baton.port.Resource.Report;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A processor that is promoted by the bench in the place of an agent, and measured. */
final class ProcessorRun {
    private static final long LIMIT_SECONDS = 600;

    private final String bootstrap;
    private final String inputs;

    ProcessorRun(String bootstrap, String inputs) {
        this.bootstrap = bootstrap;
        this.inputs = inputs;
    }

    /** A processor on the topics of that name. */
    KafkaProcessorBuilder builder(String name, String member, Processing processing) {
        return KafkaProcessor.builder(processing)
                .member(new MemberId(member))
                .bootstrap(bootstrap)
                .inputs(inputs)
                .outputs(name + ".out")
                .changelog(name + ".log")
                .deadLetters(name + ".dead")
                .transactionalId(name);
    }

    /** Inputs a second, from the first commit to the last. */
    double rate(String name, Processing processing, int n, boolean offsets) throws Exception {
        Meter meter = new Meter(n);
        KafkaProcessorBuilder builder = builder(name, "bench-a", processing).committed(meter::commit);
        if (offsets) {
            builder.exportOffsets(name);
        }
        KafkaProcessor processor = builder.build();
        BlockingQueue<Report> reports = new ArrayBlockingQueue<>(64);
        processor.start(new Always(), reports::add);
        try {
            processor.promote(new Epoch(1));
            Report report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!(report instanceof Report.Promoted)) {
                throw new IllegalStateException("not promoted: " + report);
            }
            processor.activate(new Epoch(1));
            if (!meter.done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not done: " + processor.status() + ", " + reports);
            }
            return meter.rate();
        } finally {
            processor.stop(Duration.ofSeconds(10));
        }
    }

    /** Called by one thread. */
    private static final class Meter {
        final CountDownLatch done = new CountDownLatch(1);
        private final int n;
        private int seen;
        private int first;
        private long start;
        private long end;

        Meter(int n) {
            this.n = n;
        }

        void commit(Committed committed) {
            seen += committed.inputs();
            if (start == 0) {
                start = System.nanoTime();
                first = seen;
            }
            if (seen >= n) {
                end = System.nanoTime();
                done.countDown();
            }
        }

        double rate() {
            return (seen - first) / ((end - start) / 1e9);
        }
    }

    /** The bench is the only one there. */
    static final class Always implements Guard {
        @Override
        public void check(Epoch epoch) {}

        @Override
        public void checkExclusive(Epoch epoch) {}

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public long remainingMillis() {
            return 1_000;
        }
    }
}
