package dev.baton.port;

import dev.baton.protocol.Now;

/** The two clocks of a host. Injected, so that a simulation can bend them. */
public interface Ticker {
    /** How often both clocks are read at most until one reading of the two is close together. */
    int TRIES = 4;

    /** Readings closer than this count as one instant. */
    long TOGETHER_NANOS = 5_000_000L;

    /** Monotonic; may stand still while the machine is suspended. Never compared across processes. */
    long nanos();

    /** Wall clock in milliseconds; may jump, but does not stand still while the machine is suspended. */
    long wallMillis();

    /**
     * Both clocks at one instant. A thread that is put aside between the two readings would see them apart by that time, which is no jump: so
     * it reads again, at most {@value #TRIES} times; whoever compares the last of them errs to the safe side.
     */
    default Now now() {
        Now read = new Now(nanos(), wallMillis());
        for (int tries = 1; tries < TRIES && nanos() - read.nanos() > TOGETHER_NANOS; tries++) {
            read = new Now(nanos(), wallMillis());
        }
        return read;
    }

    /** The real clocks. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
