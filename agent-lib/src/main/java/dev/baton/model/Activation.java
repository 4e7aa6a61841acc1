package dev.baton.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The immutable record at {@code /groups/g/epochs/e/active}, written with PRIMARY: when the epoch began to serve.
 *
 * @param position the first position of the new primary
 * @param outageMillis from the last sign of the predecessor at work (as the new primary heard it) to this write; -1 for the first epoch
 * @param proof what allowed PRIMARY: {@code wait}, {@code open-empty} or {@code receipts}
 * @param recovery where the time went until the resource was ready; absent where an earlier process of the member asked for the epoch
 */
public record Activation(
        Epoch epoch,
        Hlc at,
        long position,
        long outageMillis,
        String proof,
        @Nullable Recovery recovery) {
    public Activation {
        Objects.requireNonNull(epoch, "epoch is missing");
        Objects.requireNonNull(at, "at is missing");
        Objects.requireNonNull(proof, "proof is missing");
    }
}
