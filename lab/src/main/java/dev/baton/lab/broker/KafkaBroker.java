package dev.baton.lab.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker of one node (broker and controller in one, KRaft), on 127.0.0.1 only, with its data under one folder.
 *
 * <p>Threading: {@link #start} and {@link #close} block for seconds; a broker is started once and closed once.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final List<KafkaListener> listeners;

    private KafkaBroker(KafkaRaftServer server, List<KafkaListener> listeners) {
        this.server = server;
        this.listeners = listeners;
    }

    /**
     * Formats {@code dir} unless it is formatted already, starts, and returns once clients are served.
     *
     * <p>Besides the given listeners the broker has two of its own, on free ports: one for the controller and one on which it talks to
     * itself, so that no proxy stands in its own way.
     *
     * @param listeners at least one
     * @throws IllegalStateException where it cannot start, for example because a port is taken
     */
    public static KafkaBroker start(Path dir, List<KafkaListener> listeners) {
        return start(dir, listeners, BrokerSecurity.NONE);
    }

    /** Likewise, secured; the identity stays open, and the caller's. */
    public static KafkaBroker start(Path dir, List<KafkaListener> listeners, BrokerSecurity security) {
        int self = freePort();
        return start(dir, listeners, self, self, security);
    }

    /**
     * Likewise, and with a relay where it talks to itself: from the decision of a transaction to its marker in each partition goes a message
     * over this listener, so a relay that holds it up keeps a decided transaction from ending.
     *
     * @param self where it listens to itself
     * @param selfAdvertised what it is told to connect to: the relay's port
     */
    public static KafkaBroker start(Path dir, List<KafkaListener> listeners, int self, int selfAdvertised) {
        return start(dir, listeners, self, selfAdvertised, BrokerSecurity.NONE);
    }

    private static KafkaBroker start(
            Path dir, List<KafkaListener> listeners, int self, int selfAdvertised, BrokerSecurity security) {
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("a broker needs at least one listener");
        }
        // The broker logs by slf4j; only its switch for log levels asks for log4j, which is not there, and would
        // complain.
        if (System.getProperty("log4j2.statusLoggerLevel") == null) {
            System.setProperty("log4j2.statusLoggerLevel", "OFF");
        }
        List<KafkaListener> doors = List.copyOf(listeners);
        Path data = dir.toAbsolutePath();
        KafkaRaftServer server = null;
        try {
            for (KafkaListener door : doors) {
                requireFree(door);
            }
            format(data, security.scram());
            server = new KafkaRaftServer(
                    KafkaConfig.fromProps(properties(data, doors, self, selfAdvertised, freePort(), security), false),
                    Time.SYSTEM);
            server.startup();
            return new KafkaBroker(server, doors);
        } catch (RuntimeException | IOException failed) {
            if (server != null) {
                server.shutdown();
            }
            throw new IllegalStateException(
                    "Kafka did not start in " + data + " on " + doors + ": " + failed.getMessage(), failed);
        }
    }

    /** Of the first listener, as clients should be given it. */
    public String bootstrap() {
        return HOST + ":" + listeners.get(0).advertisedPort();
    }

    /** Waits until the broker has stopped, by {@link #close} or by itself. */
    public void awaitStop() {
        server.awaitShutdown();
    }

    /** Stops and flushes; takes about half a second. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** A port of 127.0.0.1 that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static void requireFree(KafkaListener door) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            // As the broker binds: a port whose last connections are still in TIME_WAIT counts as free.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
        } catch (IOException taken) {
            throw new IOException("port " + door.port() + " of listener " + door.name() + " is in use", taken);
        }
    }

    private static void format(Path dir, List<String> scram) throws IOException {
        Files.createDirectories(dir);
        if (Files.exists(dir.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(dir.toString())
                    .setMetadataLogDirectory(dir.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setScramArguments(scram)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("cannot format " + dir, failed);
        }
    }

    private static Properties properties(
            Path dir,
            List<KafkaListener> doors,
            int self,
            int selfAdvertised,
            int controller,
            BrokerSecurity security) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        p.put("log.dirs", dir.toString());
        p.put("controller.listener.names", "CONTROLLER");
        p.put("controller.quorum.voters", "1@" + HOST + ":" + controller);
        p.put("inter.broker.listener.name", "BROKER");
        p.put(
                "listeners",
                address("CONTROLLER", controller) + "," + address("BROKER", self) + "," + join(doors, false));
        p.put("advertised.listeners", address("BROKER", selfAdvertised) + "," + join(doors, true));
        p.put(
                "listener.security.protocol.map",
                "CONTROLLER:" + security.ownProtocol() + ",BROKER:" + security.ownProtocol() + ","
                        + doors.stream()
                                .map(d -> d.name() + ":" + security.protocol())
                                .collect(Collectors.joining(",")));
        p.putAll(security.properties(doors));

        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "1");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("num.partitions", "1");
        p.put("auto.create.topics.enable", "false");
        p.put("log.cleaner.enable", "false");
        // A transaction waits for the end of the one before: look every millisecond, not every 20.
        p.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // A transaction that nobody ends or fences (its client is cut off) must not hold up readers for long.
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        p.put("num.network.threads", "1");
        p.put("num.io.threads", "2");
        p.put("num.recovery.threads.per.data.dir", "1");
        p.put("log.retention.hours", "24");
        return p;
    }

    private static String join(List<KafkaListener> doors, boolean advertised) {
        return doors.stream()
                .map(d -> advertised
                        ? d.name() + "://" + d.advertisedHost() + ":" + d.advertisedPort()
                        : address(d.name(), d.port()))
                .collect(Collectors.joining(","));
    }

    private static String address(String name, int port) {
        return name + "://" + HOST + ":" + port;
    }
}
