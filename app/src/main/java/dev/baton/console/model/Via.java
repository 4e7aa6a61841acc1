package dev.baton.console.model;

/** By which way an event came to this console. Each is a vantage of its own in the who-sees-whom matrix. */
public enum Via {
    /** This console's own store session. */
    STORE,
    /** The direct link to an agent. */
    LINK,
    /** The telemetry topic in Kafka. */
    TELEMETRY,
    /**
     * The telemetry topic, from before this console followed it: it tells what was, and says nothing of who is heard now or how clocks differ.
     */
    HISTORY,
    /** The console itself. */
    CONSOLE
}
