package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.state.Change;
import dev.baton.state.Input;
import dev.baton.state.Overlay;
import dev.baton.state.StateException;
import dev.baton.state.StateStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Works out what a batch of inputs brings about, without writing any of it: the pure part of a {@link KafkaProcessor}. */
final class Planner {
    /** The header of every record that a processor writes to another topic than its changelog: eight bytes, big-endian. */
    static final String EPOCH = "epoch";

    /** A transaction takes no more inputs after that, so that it is open for a short time only, and its records fit into the client. */
    private static final long LONGEST_NANOS = 1_000_000_000L;

    private static final int MOST_BYTES = 2 << 20;

    private final ProcessorSettings settings;
    private final String changelog;
    private final LongSupplier nanos;

    Planner(ProcessorSettings settings, String changelog, LongSupplier nanos) {
        this.settings = settings;
        this.changelog = changelog;
        this.nanos = nanos;
    }

    /**
     * The transaction for the first inputs of the batch, at least one: as many as there is time and room for.
     *
     * @param condemned inputs that are known to be poison, by their index
     * @param check whether the digest of the state after it goes into the changelog
     */
    Plan plan(
            StateStore state,
            List<ConsumerRecord<byte[], byte[]>> batch,
            Map<Integer, DeadLetter> condemned,
            Epoch epoch,
            boolean check) {
        long start = nanos.getAsLong();
        Overlay overlay = new Overlay(state);
        List<Plan.Send> sends = new ArrayList<>(batch.size() * 2 + 1);
        Map<Input, Long> next = new LinkedHashMap<>();
        byte[] epochBytes = DeadLetter.number(epoch.value());
        Input input = null;
        int done = 0;
        Map<Integer, DeadLetter> letters = new HashMap<>();
        String said = "";
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (done > 0 && (bytes > MOST_BYTES || nanos.getAsLong() - start > LONGEST_NANOS)) {
                break;
            }
            DeadLetter letter = condemned.get(done);
            if (letter == null) {
                try {
                    Step step = settings.processing().process(overlay, record);
                    bytes += size(step);
                    letter = fault(step);
                    if (letter == null) {
                        overlay.apply(step.changes(), done);
                        for (Output output : step.outputs()) {
                            sends.add(new Plan.Send(record(output, epochBytes), done));
                        }
                    }
                } catch (StateException unreadable) {
                    // The store's fault, not the input's.
                    throw unreadable;
                } catch (Exception | StackOverflowError poison) {
                    letter = DeadLetter.thrown(poison);
                }
            }
            if (letter != null) {
                letters.put(done, letter);
                said = record.topic() + "-" + record.partition() + " offset " + record.offset() + ": "
                        + letter.reason();
                ProducerRecord<byte[], byte[]> out =
                        letter.record(settings.deadLetters(), record, epoch, settings.largestRecord());
                if (out == null) {
                    said += ", for which " + settings.deadLetters() + " has no room at all";
                } else {
                    sends.add(new Plan.Send(out, done));
                    bytes += DeadLetter.size(out.key(), out.value(), out.headers());
                }
            }
            if (input == null
                    || input.partition() != record.partition()
                    || !input.topic().equals(record.topic())) {
                input = new Input(record.topic(), record.partition());
            }
            next.put(input, record.offset() + 1);
            done++;
        }
        byte[] header = ChangelogRecord.header(ChangelogRecord.CHANGE, epoch);
        overlay.forEach(
                (change, cause) -> sends.add(new Plan.Send(ChangelogRecord.change(changelog, header, change), cause)));
        sends.add(new Plan.Send(
                ChangelogRecord.progress(changelog, epoch, next, check ? overlay.digest(state.digest()) : null), -1));
        return new Plan(sends, overlay, next, done, letters, said);
    }

    private static ProducerRecord<byte[], byte[]> record(Output output, byte[] epoch) {
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(output.topic(), null, output.key(), output.value(), output.headers());
        out.headers().add(EPOCH, epoch);
        return out;
    }

    private static long size(Step step) {
        long size = 0;
        for (Change change : step.changes()) {
            size += DeadLetter.size(change.key(), change.value(), List.of());
        }
        for (Output output : step.outputs()) {
            size += DeadLetter.size(output.key(), output.value(), output.headers());
        }
        return size;
    }

    /** Why a step cannot be carried out, or null. */
    private @Nullable DeadLetter fault(Step step) {
        for (Change change : step.changes()) {
            int size = DeadLetter.size(change.key(), change.value(), List.of());
            if (size > settings.largestRecord()) {
                return tooLarge("a change of the state", size);
            }
        }
        for (Output output : step.outputs()) {
            if (!settings.outputs().contains(output.topic())) {
                return DeadLetter.refused(
                        "an output is for topic " + output.topic() + ", expected one of " + settings.outputs(),
                        IllegalArgumentException.class);
            }
            int size = DeadLetter.size(output.key(), output.value(), output.headers());
            if (size > settings.largestRecord()) {
                return tooLarge("an output for " + output.topic(), size);
            }
        }
        return null;
    }

    private DeadLetter tooLarge(String what, int size) {
        return DeadLetter.refused(
                what + " has " + size + " bytes, expected at most " + settings.largestRecord(),
                RecordTooLargeException.class);
    }
}
