package dev.baton.model;

import java.util.Objects;

/**
 * The record at {@code /groups/g/acknowledged}: an operator has looked at the automatic failovers up to {@code epoch}, so the cooldown no
 * longer blocks the next one. Only ever overwritten with its version.
 *
 * @param epoch of the last failover that was looked at; {@link Epoch#NONE} before the first
 */
public record Acknowledgement(Epoch epoch, String by, String note, Hlc at) {
    public Acknowledgement {
        Objects.requireNonNull(epoch, "epoch is missing");
        Objects.requireNonNull(by, "by is missing");
        Objects.requireNonNull(note, "note is missing");
        Objects.requireNonNull(at, "at is missing");
    }

    public static final Acknowledgement NONE = new Acknowledgement(Epoch.NONE, "", "", Hlc.ZERO);
}
