package dev.baton.lab.verify;

import dev.baton.lab.LabException;
import dev.baton.lab.workload.Command;
import dev.baton.lab.workload.Topics;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads which commands a group was ever given: what is in Kafka, whether or not the workload was told so. */
final class CommandReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private CommandReader() {}

    /**
     * The numbers of all commands up to the end that their topic has now.
     *
     * @param patience how long to wait for the next record
     */
    static BitSet attempted(String kafka, Security security, GroupId group, Duration patience) throws LabException {
        TopicPartition commands = new TopicPartition(Topics.commands(group), 0);
        BitSet numbers = new BitSet();
        try (KafkaConsumer<byte[], byte[]> consumer =
                LogReader.consumer(kafka, security, IsolationLevel.READ_UNCOMMITTED)) {
            consumer.assign(List.of(commands));
            consumer.seekToBeginning(List.of(commands));
            long end = consumer.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
            long sinceNanos = System.nanoTime();
            while (consumer.position(commands) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    numbers.set(Math.toIntExact(Json.read(record.value(), Command.class, commands.toString())
                            .n()));
                    sinceNanos = System.nanoTime();
                }
                if (System.nanoTime() - sinceNanos > patience.toNanos()) {
                    throw new LabException("nothing came of " + commands + " at " + kafka + " for "
                            + patience.toSeconds() + " s. Nothing is claimed; is the lab up?");
                }
            }
            return numbers;
        } catch (KafkaException failed) {
            throw new LabException(
                    "the commands of " + group + " cannot be read at " + kafka + ": " + failed.getMessage());
        } catch (Json.MalformedException foreign) {
            throw new LabException(String.valueOf(foreign.getMessage()), foreign);
        }
    }
}
