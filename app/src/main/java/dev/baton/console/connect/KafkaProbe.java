package dev.baton.console.connect;

import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks real Kafka servers. */
final class KafkaProbe implements ClusterCheck.TopicProbe {
    private final Security security;

    /** Nothing is secured. */
    KafkaProbe() {
        this(Security.NONE);
    }

    /** {@code security} stays open, and the caller's. */
    KafkaProbe(Security security) {
        this.security = security;
    }

    @Override
    public ClusterCheck.TopicProbe securedBy(Security how) {
        return new KafkaProbe(how);
    }

    @Override
    public int partitions(String servers, String topic, Duration limit) throws TargetException, InterruptedException {
        int millis = Math.toIntExact(limit.toMillis());
        Properties config = new Properties();
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        config.putAll(KafkaSecurity.properties(security));
        Admin admin;
        try {
            admin = Admin.create(config);
        } catch (KafkaException malformed) {
            Throwable cause = malformed.getCause() == null ? malformed : malformed.getCause();
            throw new TargetException(String.valueOf(cause.getMessage()));
        }
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(millis, TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new TargetException("the servers answer, but there is no such topic");
            }
            throw new TargetException(
                    "no answer: " + (failed.getCause() == null ? failed : failed.getCause()).getMessage());
        } catch (TimeoutException late) {
            throw new TargetException("no answer within " + limit.toSeconds() + " s");
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
