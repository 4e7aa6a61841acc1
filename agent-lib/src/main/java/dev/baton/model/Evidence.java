package dev.baton.model;

import java.util.Objects;

/**
 * One observation behind a verdict.
 *
 * @param vantage who observed: a member id, {@code store}, {@code telemetry} or {@code console}
 * @param reach what it got
 * @param ageMillis how long ago it last heard, or -1 where it never did
 * @param says in words, for a person
 */
public record Evidence(String vantage, Reach reach, long ageMillis, String says) {
    public Evidence {
        Objects.requireNonNull(vantage, "vantage is missing");
        Objects.requireNonNull(reach, "reach is missing");
        Objects.requireNonNull(says, "says is missing");
    }
}
