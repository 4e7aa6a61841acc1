package dev.baton.lab.secure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.health.Finding;
import dev.baton.health.Probe;
import dev.baton.health.Probes;
import dev.baton.kafka.KafkaTelemetry;
import dev.baton.kafka.Logic;
import dev.baton.kafka.StatefulConsumer;
import dev.baton.kafka.TelemetryReader;
import dev.baton.lab.broker.BrokerSecurity;
import dev.baton.lab.broker.BrokerSecurity.Passwords;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.MemberId;
import dev.baton.port.Guard;
import dev.baton.port.Resource.Report;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import dev.baton.secure.TlsIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real brokers that ask for a certificate, and every client of the library. */
@Timeout(120)
class SecuredBrokerIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "s3cret-of-the-test";

    @TempDir
    Path dir;

    private Certificates own;
    private Security server;
    private Security client;
    private @Nullable KafkaBroker broker;
    private final int port = KafkaBroker.freePort();
    private final String bootstrap = "127.0.0.1:" + port;

    @BeforeEach
    void issue() throws Exception {
        own = new Certificates(dir.resolve("own"));
        server = own.open("kafka");
        client = own.open("service");
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
        tls(server).close();
        tls(client).close();
    }

    private static TlsIdentity tls(Security security) {
        return Objects.requireNonNull(security.tls());
    }

    private void start() {
        start(BrokerSecurity.of(tls(server)));
    }

    private void start(BrokerSecurity security) {
        broker = KafkaBroker.start(dir.resolve("kafka"), List.of(KafkaListener.direct("A", port)), security);
    }

    @Test
    void aStatefulConsumerServesByTls() throws Exception {
        start();
        topics(client);
        try (Member member = new Member(own.folder().resolve("service.properties"))) {
            member.serve(1);
            send(client, 3);
            member.awaitAcks(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Passwords.class)
    void aStatefulConsumerServesByTlsWithAPasswordAndNobodyWithoutTheRightOne(Passwords passwords) throws Exception {
        start(new BrokerSecurity(tls(server), Map.of("service", PASSWORD), passwords));
        Security named = named(passwords, "service", PASSWORD);
        topics(named);
        try (Member member = new Member(own.folder().resolve("named.properties"))) {
            member.serve(1);
            send(named, 3);
            member.awaitAcks(3);
        }
        tls(named).close();
        refused(named(passwords, "service", "another"), "Authentication failed");
        refused(named(passwords, "service", ""), "");
        refused(named(passwords, "nobody", PASSWORD), "Authentication failed");
        Passwords other = passwords == Passwords.PLAIN ? Passwords.SCRAM : Passwords.PLAIN;
        refused(named(other, "service", PASSWORD), "mechanism");
        assertFalse(refusal(KafkaSecurity.properties(client)).isEmpty(), "without a password");
    }

    private Security named(Passwords passwords, String user, String password) throws Exception {
        Path file = own.issue(
                "named", "kafka.sasl.mechanism = " + passwords.mechanism(), "kafka.sasl.jaas.config.file = named.jaas");
        SecretFiles.write(own.folder().resolve("named.jaas"), jaas(passwords, user, password));
        return SecurityFile.read(file);
    }

    private void refused(Security wrong, String why) throws Exception {
        String refusal = refusal(KafkaSecurity.properties(wrong));
        assertTrue(!refusal.isEmpty() && refusal.contains(why), refusal);
        assertFalse(refusal.contains(PASSWORD), refusal);
        tls(wrong).close();
    }

    private static String jaas(Passwords passwords, String user, String password) {
        return passwords.module() + " username=\"" + user + "\" password=\"" + password + "\";";
    }

    @Test
    void whoHasNoGoodCertificateGetsNothing() throws Exception {
        start();
        topics(client);
        Security expired = SecurityFile.read(own.issue("expired", Instant.now().minusSeconds(60)));
        Security foreign = new Certificates(dir.resolve("foreign")).open("service");
        Map<String, Object> trusting = new HashMap<>();
        trusting.put("security.protocol", "SSL");
        trusting.put("ssl.truststore.type", "PKCS12");
        trusting.put(
                "ssl.truststore.location",
                own.folder().resolve("service-trust.p12").toString());
        trusting.put("ssl.truststore.password", own.secret("service"));

        assertEquals("", refusal(KafkaSecurity.properties(client)));
        assertFalse(refusal(Map.of()).isEmpty(), "plain");
        assertFalse(refusal(trusting).isEmpty(), "without a certificate");
        assertFalse(refusal(KafkaSecurity.properties(expired)).isEmpty(), "expired");
        assertFalse(refusal(KafkaSecurity.properties(foreign)).isEmpty(), "foreign");
        tls(expired).close();
        tls(foreign).close();
    }

    @Test
    void aClientRefusesABrokerOfAnotherAuthority() throws Exception {
        start();
        Security mistrusting = own.openTrusting("service-b", new Certificates(dir.resolve("foreign")));
        String refused = refusal(KafkaSecurity.properties(mistrusting));
        assertTrue(refused.contains("SSL handshake failed"), refused);
        tls(mistrusting).close();
    }

    @Test
    void aRunningConsumerFollowsItsFilesToAnotherAuthority() throws Exception {
        start();
        topics(client);
        try (Member member = new Member(own.folder().resolve("service.properties"))) {
            member.serve(1);
            send(client, 2);
            member.awaitAcks(2);

            Certificates next = new Certificates(dir.resolve("next"));
            Security old = SecurityFile.read(own.issue("old"));
            String before = tls(server).fingerprint();
            String clientBefore = tls(client).fingerprint();
            next.replace(own.folder(), "kafka");
            next.replace(own.folder(), "service");
            await().atMost(LIMIT)
                    .until(() -> !tls(server).fingerprint().equals(before)
                            && !tls(client).fingerprint().equals(clientBefore));
            // All its connections break, so it has to make each anew.
            Objects.requireNonNull(broker).close();
            start();
            send(client, 2);
            member.awaitAcks(4);
            assertFalse(refusal(KafkaSecurity.properties(old)).isEmpty(), "of the authority before");
            tls(old).close();
        }
    }

    @Test
    void telemetryAndProbesGoByTls() throws Exception {
        start();
        topics(client);
        BlockingQueue<Event> read = new LinkedBlockingQueue<>();
        try (KafkaTelemetry telemetry = KafkaTelemetry.open(bootstrap, "telemetry", client);
                TelemetryReader reader = TelemetryReader.follow(
                        bootstrap,
                        "telemetry",
                        client,
                        new TelemetryReader.Past(Duration.ofMinutes(1), 100),
                        read::add,
                        read::add,
                        trouble -> {})) {
            Event sent = new Event.Corrupt(new Hlc(System.currentTimeMillis(), 0), "a", null, "/x", "a test");
            telemetry.publish(sent);
            assertEquals(sent, read.poll(30, TimeUnit.SECONDS), reader::toString);
        }
        Probe secured = Probes.kafka(bootstrap, List.of("telemetry"), Duration.ofSeconds(5), client);
        Probe plain = Probes.kafka(bootstrap, List.of("telemetry"), Duration.ofSeconds(2), Map.of());
        try {
            Finding finding = secured.look();
            assertTrue(finding.ok(), finding::toString);
            assertThrows(Exception.class, plain::look);
        } finally {
            secured.close();
            plain.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Passwords.class)
    void nothingSecretIsInWhatAClientLogsOfItsConfiguration(Passwords passwords) throws Exception {
        Security named = named(passwords, "service", PASSWORD);
        Map<String, Object> properties = new HashMap<>(KafkaSecurity.properties(named));
        properties.put("bootstrap.servers", bootstrap);
        properties.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        properties.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        ConsumerConfig config = new ConsumerConfig(properties);
        // What it logs: all values that it knows, and the names of those that it does not.
        String logged = config.values() + " " + config.unused();
        assertTrue(logged.contains("sasl.jaas.config=[hidden]"), logged);
        assertFalse(logged.contains(PASSWORD), logged);
        assertFalse(logged.contains(own.secret("named")), logged);
        assertFalse(named.toString().contains(PASSWORD));
        tls(named).close();
    }

    /** Why the broker tells that client nothing; empty where it does. */
    private String refusal(Map<String, Object> properties) throws Exception {
        Map<String, Object> p = new HashMap<>(properties);
        p.put("bootstrap.servers", bootstrap);
        p.put("request.timeout.ms", 3_000);
        p.put("default.api.timeout.ms", 3_000);
        try (Admin admin = Admin.create(p)) {
            return admin.listTopics().names().get(10, TimeUnit.SECONDS).isEmpty() ? "no topics" : "";
        } catch (ExecutionException refused) {
            return String.valueOf(refused.getCause());
        }
    }

    private void topics(Security by) throws Exception {
        Map<String, Object> p = new HashMap<>(KafkaSecurity.properties(by));
        p.put("bootstrap.servers", bootstrap);
        try (Admin admin = Admin.create(p)) {
            admin.createTopics(List.of(topic("in"), topic("log"), topic("telemetry")))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1);
    }

    private void send(Security by, int count) throws Exception {
        Map<String, Object> p = new HashMap<>(KafkaSecurity.properties(by));
        p.put("bootstrap.servers", bootstrap);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>("in", 0, null, new byte[] {1}))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Counts its inputs. */
    private static final class Counter implements Logic<AtomicLong> {
        @Override
        public AtomicLong initial() {
            return new AtomicLong();
        }

        @Override
        public Result decide(AtomicLong state, ConsumerRecord<byte[], byte[]> input) {
            return new Result(null, Long.toString(state.get() + 1).getBytes(UTF_8));
        }

        @Override
        public AtomicLong evolve(AtomicLong state, byte @Nullable [] key, byte @Nullable [] value) {
            state.incrementAndGet();
            return state;
        }
    }

    private enum Open implements Guard {
        GUARD;

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

    /** A stateful consumer that reads its security file itself. */
    private final class Member implements AutoCloseable {
        private final AtomicLong acks = new AtomicLong();
        private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
        private final StatefulConsumer<AtomicLong> resource;

        Member(Path securityFile) {
            resource = StatefulConsumer.builder(new Counter())
                    .member(new MemberId("orders-a"))
                    .bootstrap(bootstrap)
                    .security(securityFile)
                    .inputTopic("in")
                    .logTopic("log")
                    .acknowledged(ack -> acks.incrementAndGet())
                    .build();
            resource.start(Open.GUARD, reports::add);
        }

        void serve(long epoch) throws InterruptedException {
            await().atMost(LIMIT).until(() -> resource.status().ready());
            resource.promote(new Epoch(epoch));
            Report report = reports.poll(30, TimeUnit.SECONDS);
            assertTrue(report instanceof Report.Promoted, () -> String.valueOf(report));
            resource.activate(new Epoch(epoch));
        }

        void awaitAcks(int count) {
            await().atMost(Duration.ofSeconds(60)).until(() -> acks.get() >= count);
        }

        @Override
        public void close() {
            resource.stop(Duration.ofSeconds(5));
        }
    }
}
