package dev.baton.kafka;

import dev.baton.state.Input;
import dev.baton.state.Overlay;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One transaction, worked out and not yet written.
 *
 * @param sends in their order; the last is the changelog's progress
 * @param overlay the state after it
 * @param next the next offset of each input that it accounts for
 * @param inputs how many inputs it accounts for, from the start of the batch
 * @param letters those of them that are poison, by their index, and {@code said} what is to be said of the last
 */
record Plan(
        List<Send> sends,
        Overlay overlay,
        Map<Input, Long> next,
        int inputs,
        Map<Integer, DeadLetter> letters,
        String said) {
    int deadLetters() {
        return letters.size();
    }

    /** {@code cause}: index of the input that it comes from, or -1. */
    record Send(ProducerRecord<byte[], byte[]> record, int cause) {}
}
