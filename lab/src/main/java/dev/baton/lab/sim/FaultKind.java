package dev.baton.lab.sim;

/** What may go wrong, and what an operator may do meanwhile. */
public enum FaultKind {
    /** kill -9; the host refuses connections until the process is started again. */
    CRASH,
    /** The host is gone without a word, and comes back. */
    POWER_LOSS,
    /** The service stops in order and is started again. */
    CLOSE,
    /** The process stands still (a long collection, SIGSTOP); its clocks go on. */
    PAUSE,
    /** Only the agent's loop stands still; the service and the clients go on. */
    LOOP_STALL,
    /** The machine is suspended: its monotonic clock stands still. */
    SUSPEND,
    /** The wall clock is set. */
    CLOCK_SET,
    /** A member and the store hear nothing of each other, without a reset. */
    STORE_CUT,
    /** A store connection breaks and comes back. */
    STORE_RESET,
    /** A session is gone, its ephemerals with it. */
    SESSION_LOSS,
    /** The store elects: nobody gets an answer, connections break. */
    ELECTION,
    /** Writes are applied, their answers lost. */
    LOST_ANSWERS,
    /** Requests to the store arrive long after they were sent. */
    LATE_WRITES,
    /** Answers of the store arrive long after they were sent. */
    LATE_ANSWERS,
    /** A member's store connections are behind. */
    WATCH_LAG,
    /** A direct link is cut in one direction. */
    LINK_CUT_ONE_WAY,
    /** A member's links to some peers are cut both ways. */
    LINK_CUT,
    LINK_RESET,
    /** Direct links are slow and lose frames. */
    LINK_SLOW,
    /** A member cannot reach the log. */
    LOG_CUT,
    /** A member's requests to the log take their time: a late one may come after its sender's epoch is over. */
    LOG_SLOW,
    /** The log answers nobody for a while. */
    LOG_STALL,
    /** Commits are decided, their answers lost. */
    LOST_COMMITS,
    /** The resource does not stop when it is told to. */
    RESOURCE_HANG,
    /** An operator asks for a switchover, by what was shown a moment ago. */
    SWITCHOVER,
    /** An operator forces a failover, needed or not. */
    FAILOVER,
    /** An operator asks for the role to go back. */
    ROLLBACK,
    /** An operator fences a member by an action, and reinstates it later. */
    BAR,
    /** An operator pauses automatic failover by an action, and resumes it later. */
    PAUSING,
    /** An operator aborts what is under way. */
    ABORT,
    /** A fence record is written into a member's record, and taken away later. */
    FENCE,
    /** The policy's timing or mode changes. */
    POLICY,
    /** A record is written over with something that nobody can read, and mended later. */
    CORRUPT,
    /** An operator has looked at the failovers so far. */
    ACKNOWLEDGE,
    /** One more member joins. */
    JOIN
}
