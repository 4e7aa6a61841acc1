package dev.baton.kafka;

import dev.baton.model.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * One result that is committed: whatever happens next, it survives (protocol S3).
 *
 * @param inputOffset of the input that it answers
 * @param logOffset of the result in the log
 * @param error why the input could not be processed, or null
 */
public record Ack(
        Epoch epoch,
        long inputOffset,
        long logOffset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable String error) {}
