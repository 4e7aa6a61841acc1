package dev.baton.model;

/**
 * One observation behind a verdict.
 *
 * @param vantage who observed: a member id, {@code store}, {@code telemetry} or {@code console}
 * @param reach what it got
 * @param ageMillis how long ago it last heard, or -1 where it never did
 * @param says in words, for a person
 */
public record Evidence(String vantage, Reach reach, long ageMillis, String says) {}
