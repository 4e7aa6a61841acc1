package dev.baton.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** {@link Probes#kafka}. Keeps one client, so that a look costs a round trip or two and no connection. */
final class KafkaProbe implements Probe {
    private final Map<String, Object> properties = new HashMap<>();
    private final String bootstrap;
    private final List<String> topics;
    private final int limitMillis;
    private @Nullable Admin admin; // guarded by this
    private boolean closed; // guarded by this

    KafkaProbe(String bootstrap, List<String> topics, Duration limit, Map<String, ?> client) {
        this.bootstrap = bootstrap;
        this.topics = List.copyOf(topics);
        this.limitMillis = (int) Math.max(1, Math.min(600_000, limit.toMillis()));
        properties.put("bootstrap.servers", bootstrap);
        properties.put("client.id", "baton-check");
        properties.put("request.timeout.ms", limitMillis);
        properties.put("default.api.timeout.ms", limitMillis);
        properties.put("reconnect.backoff.ms", 50);
        properties.put("reconnect.backoff.max.ms", 500);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", false);
        properties.putAll(client);
    }

    @Override
    public Finding look() throws Exception {
        Admin client = client();
        if (client == null) {
            return Finding.failed("the check is closed");
        }
        int brokers = client.describeCluster(new DescribeClusterOptions().timeoutMs(limitMillis))
                .nodes()
                .get(limitMillis, TimeUnit.MILLISECONDS)
                .size();
        for (TopicDescription topic : client.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(limitMillis))
                .allTopicNames()
                .get(limitMillis, TimeUnit.MILLISECONDS)
                .values()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                if (partition.leader() == null || partition.leader().isEmpty()) {
                    return Finding.failed(
                            "partition " + partition.partition() + " of topic " + topic.name() + " has no leader");
                }
            }
        }
        return Finding.ok(brokers + " brokers of " + bootstrap + " answer");
    }

    private synchronized @Nullable Admin client() {
        if (admin == null && !closed) {
            admin = Admin.create(properties);
        }
        return admin;
    }

    @Override
    public void close() {
        Admin open;
        synchronized (this) {
            closed = true;
            open = admin;
            admin = null;
        }
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
