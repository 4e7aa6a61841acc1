package dev.baton.lab.verify;

/** One committed record of a group's log, as the checker needs it; {@code atMillis} is when the broker appended it, by its clock. */
public sealed interface Entry {
    long epoch();

    /** Who wrote it; empty where the record does not tell. */
    String member();

    /** The first record of an epoch. */
    record Marker(long epoch, String member, long atMillis) implements Entry {}

    /** The result of command {@code n}. */
    record Committed(long epoch, String member, long n, String account, long balance, long atMillis) implements Entry {}

    /** A result that says that its command could not be processed, or that is not readable. */
    record Broken(long epoch, String member, String problem, long atMillis) implements Entry {}
}
