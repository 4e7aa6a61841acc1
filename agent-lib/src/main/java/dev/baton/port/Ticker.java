package dev.baton.port;

/** The two clocks of a host. Injected, so that a simulation can bend them. */
public interface Ticker {
    /** Monotonic; may stand still while the machine is suspended. Never compared across processes. */
    long nanos();

    /** Wall clock in milliseconds; may jump, but does not stand still while the machine is suspended. */
    long wallMillis();

    /** The real clocks. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
