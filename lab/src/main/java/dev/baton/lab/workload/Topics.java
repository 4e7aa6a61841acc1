package dev.baton.lab.workload;

import dev.baton.lab.LabException;
import dev.baton.model.GroupId;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a lab, each of one partition. */
public final class Topics {
    /** Where the agents' events go. */
    public static final String TELEMETRY = "baton.telemetry";

    private Topics() {}

    /** Commands come in here. */
    public static String commands(GroupId group) {
        return group + ".commands";
    }

    /** Results go out here; it is also the changelog of the state. */
    public static String log(GroupId group) {
        return group + ".log";
    }

    /** Where standbys of the group rehearse. */
    public static String rehearsal(GroupId group) {
        return log(group) + ".rehearsal";
    }

    /** Creates all topics of these groups. */
    public static void create(String bootstrap, Security security, List<GroupId> groups, Duration limit)
            throws LabException {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(topic(TELEMETRY));
        for (GroupId group : groups) {
            topics.add(topic(commands(group)));
            // The broker's clock, one for all writers: gaps between commits are measured by it.
            topics.add(
                    topic(log(group)).configs(Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1")));
            topics.add(topic(rehearsal(group)).configs(Map.of("retention.ms", "600000", "segment.ms", "600000")));
        }
        Map<String, Object> p = new HashMap<>(KafkaSecurity.properties(security));
        p.put("bootstrap.servers", bootstrap);
        p.put("client.id", "lab-admin");
        try (Admin admin = Admin.create(p)) {
            admin.createTopics(topics).all().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new LabException("cannot create the topics at " + bootstrap + ": " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new LabException(
                    "Kafka at " + bootstrap + " did not create the topics within " + limit.toSeconds() + " s", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while creating topics", stop);
        }
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1);
    }
}
