package dev.baton.console.connect;

import dev.baton.console.model.ClusterView;
import dev.baton.kafka.KafkaTelemetry;
import dev.baton.port.Ticker;
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
    }

    /**
     * One thing that was tried.
     *
     * @param subject what: "Store", "Groups", "Kafka"
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
                    "Store",
                    Level.WRONG,
                    "host:port,host:port/chroot",
                    target.connect() + ": " + malformed.getMessage(),
                    "Correct the store's address."));
            return;
        }
        try (ConsoleConnection connection = ConsoleConnection.open(sources, ticker)) {
            boolean read = connection.await(view -> connection.synced(), target.timeout());
            ClusterView view = connection.view();
            if (!read) {
                boolean reached = view.storeConnected() > 0;
                findings.add(new Finding(
                        "Store",
                        Level.WRONG,
                        "ZooKeeper at " + target.connect() + " answers within "
                                + target.timeout().toSeconds() + " s",
                        reached ? "connected, but not everything could be read" : detail(view),
                        reached
                                ? "Try again; the store may be busy."
                                : "Check the address, that ZooKeeper runs, and that no firewall is between."));
                return;
            }
            findings.add(Finding.ok(
                    "Store",
                    "connected by " + view.storeConnected() + " of " + view.storeTotal() + " sessions to "
                            + target.connect()));
            findings.add(groups(view));
        }
    }

    private static String detail(ClusterView view) {
        return view.storeDetail().isBlank() ? "no answer" : "no connection: " + view.storeDetail();
    }

    private static Finding groups(ClusterView view) {
        int groups = view.groups().size();
        long members = view.groups().values().stream()
                .mapToLong(group -> group.members().size())
                .sum();
        if (groups == 0) {
            return new Finding(
                    "Groups",
                    Level.NOTE,
                    "at least one group",
                    "none",
                    "Check the chroot at the end of the address; an empty cluster shows its groups once they are"
                            + " set up.");
        }
        return Finding.ok("Groups", groups + " with " + members + " members");
    }

    private Finding telemetry(Target target) throws InterruptedException {
        String servers = target.kafka();
        if (servers == null || servers.isBlank()) {
            return new Finding(
                    "Kafka",
                    Level.NOTE,
                    "",
                    "not given: no history from before the console opens",
                    "Give the bootstrap servers, if there are any.");
        }
        String topic = KafkaTelemetry.DEFAULT_TOPIC;
        try {
            int partitions = telemetry.partitions(servers, topic, target.timeout());
            return Finding.ok("Kafka", "topic " + topic + " with " + partitions + " partitions at " + servers);
        } catch (TargetException wrong) {
            return new Finding(
                    "Kafka",
                    Level.WRONG,
                    "topic " + topic + " at " + servers,
                    String.valueOf(wrong.getMessage()),
                    "Check the bootstrap servers. The console works without, but shows no history.");
        }
    }
}
