package dev.baton.lab.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.kafka.StatefulConsumer;
import dev.baton.lab.LabFiles;
import dev.baton.lab.Ports;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.lab.process.Pause;
import dev.baton.lab.verify.NumberLog;
import dev.baton.lab.verify.Verifier;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.lab.workload.Topics;
import dev.baton.lab.workload.Workload;
import dev.baton.lab.workload.WorkloadConfig;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.port.Resource.Report;
import dev.baton.secure.Security;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workload, the service's resource and the check on a real broker; a test stands in for the agent. */
class VerifyIT {
    private static final GroupId ORDERS = new GroupId("orders");

    @TempDir
    Path dir;

    private KafkaBroker broker;
    private String kafka;
    private LabFiles files;
    private Thread load;
    private final AtomicBoolean stop = new AtomicBoolean();

    @BeforeEach
    void startBrokerAndLoad() throws Exception {
        files = new LabFiles(dir);
        Files.createDirectories(files.acks());
        Files.createDirectories(files.workload());
        int port = Ports.free(1).get(0);
        broker = KafkaBroker.start(files.kafka(), List.of(KafkaListener.direct("DIRECT", port)));
        kafka = "127.0.0.1:" + port;
        Topics.create(kafka, Security.NONE, List.of(ORDERS), Duration.ofSeconds(30));
        Workload workload = Workload.start(
                new WorkloadConfig(kafka, List.of(ORDERS), 500, files.workload().toString(), null), Security.NONE);
        load = Thread.ofPlatform().daemon().start(() -> {
            try (workload) {
                while (!stop.get() && Pause.millis(5)) {
                    workload.sendDue(System.nanoTime());
                }
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        stop.set(true);
        load.join(10_000);
        broker.close();
    }

    @Test
    void aLiveSystemIsCleanAndPlantedFaultsAreFound() throws Exception {
        try (Member a = new Member("orders-a");
                Member b = new Member("orders-b")) {
            a.serve(1);
            awaitCommitted(a, 300);
            assertClean(1);

            // As after a kill: b fences a, which has not stopped.
            b.serve(2);
            awaitCommitted(b, 300);
            VerifyReport report = assertClean(2);
            assertTrue(report.acknowledged() >= 600, report::toString);
        }

        // A result that somebody was told of and that is nowhere.
        try (NumberLog log = NumberLog.append(files.acks().resolve("orders-c-1.log"))) {
            log.add(1_000_000);
        }
        assertEquals(1, verify().lost());

        // A writer without the fence commits once more what is there already, in an epoch that is over.
        writeUnfenced(1, 7);
        VerifyReport report = verify();
        assertEquals(1, report.staleCommits());
        assertEquals(1, report.duplicated());
        assertEquals(1, report.balanceErrors());
        assertFalse(report.clean());
    }

    private VerifyReport assertClean(int epochs) throws Exception {
        VerifyReport report = verify();
        assertTrue(report.clean(), report::toString);
        assertEquals(epochs, report.epochs());
        assertTrue(report.committed() >= report.acknowledged(), report::toString);
        return report;
    }

    private VerifyReport verify() throws Exception {
        return Verifier.verify(files, kafka, Security.NONE, List.of(ORDERS));
    }

    private static void awaitCommitted(Member member, int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> member.resource.status().committed() >= count);
    }

    private void writeUnfenced(long epoch, long n) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] value = Json.bytes(new Balance(n, "acc-7", -1));
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.log(ORDERS), 0, null, value);
            record.headers()
                    .add("kind", "result".getBytes(StandardCharsets.UTF_8))
                    .add("epoch", number(epoch))
                    .add("member", "orders-a".getBytes(StandardCharsets.UTF_8))
                    .add("in", number(n - 1));
            producer.send(record).get(10, TimeUnit.SECONDS);
        }
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** The service's resource and witness of one member. */
    private final class Member implements AutoCloseable {
        final StatefulConsumer<Balances> resource;
        final Witness witness;
        final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

        Member(String id) throws IOException {
            MemberId member = new MemberId(id);
            witness = Witness.open(files.acks(), member.group(), member.service());
            resource = BalanceConsumer.of(member, kafka, Security.NONE, witness);
            resource.start(OpenGuard.INSTANCE, reports::add);
        }

        void serve(long epoch) throws InterruptedException {
            await().atMost(Duration.ofSeconds(30)).until(() -> resource.status().ready());
            resource.promote(new Epoch(epoch));
            Report report = reports.poll(30, TimeUnit.SECONDS);
            assertTrue(report instanceof Report.Promoted, () -> String.valueOf(report));
            resource.activate(new Epoch(epoch));
        }

        @Override
        public void close() {
            resource.stop(Duration.ofSeconds(5));
            witness.close();
        }
    }
}
