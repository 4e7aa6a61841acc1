package dev.baton.lab.verify;

/**
 * What is told of one group's history, by whoever saw it: the lab's services and log, or a simulation. Inputs are numbered from 1.
 *
 * <p>Markers and commits are told in the order of the log; attempts and acknowledgements at any time, before or after.
 */
public interface HistorySink {
    /** Somebody asked for input {@code n} to be worked. */
    void attempted(long n);

    /** A member said that input {@code n} is done. */
    void acknowledged(long n);

    /** The log holds the first record of an epoch. */
    void marker(long epoch, String member);

    /** The log holds a committed result of input {@code n}, by that member in that epoch. */
    void committed(long n, long epoch, String member, long atMillis);
}
