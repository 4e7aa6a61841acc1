package dev.baton.console.connect;

import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Messages;
import dev.baton.kafka.KafkaTelemetry;
import dev.baton.port.Ticker;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Tries a cluster before an operator relies on it: the store, the groups in it, the telemetry. Reads only.
 *
 * <p>Threading: {@link #run} waits, at most about twice the target's timeout; never call it on the JavaFX thread.
 */
public final class ClusterCheck {
    private final Function<Target, Sources> stores;
    private final TopicProbe telemetry;
    private final Ticker ticker;

    /** Asks the telemetry's servers for a topic. */
    @FunctionalInterface
    public interface TopicProbe {
        /**
         * Its number of partitions.
         *
         * @throws TargetException naming what was found instead of it
         */
        int partitions(String servers, String topic, Duration limit) throws TargetException, InterruptedException;

        /** The same as this process is secured there. */
        default TopicProbe securedBy(Security security) {
            return this;
        }
    }

    /**
     * One thing that was tried.
     *
     * @param subject what: Messages.of("check.store"), Messages.of("check.groups"), Messages.of("check.kafka")
     * @param expected in words; empty where it is as expected
     * @param actual what was found
     * @param todo what helps; empty where nothing is needed
     */
    public record Finding(String subject, Level level, String expected, String actual, String todo) {
        static Finding ok(String subject, String actual) {
            return new Finding(subject, Level.OK, "", actual, "");
        }
    }

    /** How a thing that was tried is: as expected; unlike it but usable; not usable. */
    public enum Level {
        OK,
        NOTE,
        WRONG
    }

    ClusterCheck(Function<Target, Sources> stores, TopicProbe telemetry, Ticker ticker) {
        this.stores = stores;
        this.telemetry = telemetry;
        this.ticker = ticker;
    }

    /** Of real clusters. */
    public static ClusterCheck real() {
        return new ClusterCheck(ClusterSources::storeOnly, new KafkaProbe(), Ticker.system());
    }

    /** Tries the cluster. */
    public List<Finding> run(Target target) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        store(target, findings);
        findings.add(telemetry(target));
        return List.copyOf(findings);
    }

    private void store(Target target, List<Finding> findings) throws InterruptedException {
        Sources sources;
        try {
            sources = stores.apply(target);
        } catch (IllegalArgumentException malformed) {
            findings.add(new Finding(
                    Messages.of("check.store"),
                    Level.WRONG,
                    Messages.of("check.store.form"),
                    Messages.of("check.store.bad", target.connect(), String.valueOf(malformed.getMessage())),
                    Messages.of("check.store.correct")));
            return;
        }
        try (ConsoleConnection connection = ConsoleConnection.open(sources, ticker)) {
            boolean read = connection.await(view -> connection.synced(), target.timeout());
            ClusterView view = connection.view();
            if (!read) {
                boolean reached = view.storeConnected() > 0;
                findings.add(new Finding(
                        Messages.of("check.store"),
                        Level.WRONG,
                        Messages.of(
                                "check.store.answers",
                                target.connect(),
                                target.timeout().toSeconds()),
                        reached ? Messages.of("check.store.part") : detail(view),
                        reached ? Messages.of("check.store.busy") : Messages.of("check.store.look")));
                return;
            }
            findings.add(Finding.ok(
                    Messages.of("check.store"),
                    Messages.of("check.store.ok", view.storeConnected(), view.storeTotal(), target.connect())));
            findings.add(groups(view));
        }
    }

    private static String detail(ClusterView view) {
        return view.storeDetail().isBlank()
                ? Messages.of("check.store.noanswer")
                : Messages.of("check.store.noconnection", view.storeDetail());
    }

    private static Finding groups(ClusterView view) {
        int groups = view.groups().size();
        long members = view.groups().values().stream()
                .mapToLong(group -> group.members().size())
                .sum();
        if (groups == 0) {
            return new Finding(
                    Messages.of("check.groups"),
                    Level.NOTE,
                    Messages.of("check.groups.expected"),
                    Messages.of("check.groups.none"),
                    Messages.of("check.groups.todo"));
        }
        return Finding.ok(Messages.of("check.groups"), Messages.of("check.groups.ok", groups, members));
    }

    private Finding telemetry(Target target) throws InterruptedException {
        String servers = target.kafka();
        if (servers == null || servers.isBlank()) {
            return new Finding(
                    Messages.of("check.kafka"),
                    Level.NOTE,
                    "",
                    Messages.of("check.kafka.none"),
                    Messages.of("check.kafka.give"));
        }
        String topic = KafkaTelemetry.DEFAULT_TOPIC;
        try {
            int partitions = telemetry.securedBy(target.security()).partitions(servers, topic, target.timeout());
            return Finding.ok(Messages.of("check.kafka"), Messages.of("check.kafka.ok", topic, partitions, servers));
        } catch (TargetException wrong) {
            return new Finding(
                    Messages.of("check.kafka"),
                    Level.WRONG,
                    Messages.of("check.kafka.topic", topic, servers),
                    String.valueOf(wrong.getMessage()),
                    Messages.of("check.kafka.todo"));
        }
    }
}
