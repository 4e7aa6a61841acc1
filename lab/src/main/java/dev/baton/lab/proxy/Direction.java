package dev.baton.lab.proxy;

/** Which way a fault holds, seen from the service that it belongs to. */
public enum Direction {
    /** What the service sends does not arrive. */
    TO,
    /** What is sent to the service does not arrive there. */
    FROM,
    BOTH
}
