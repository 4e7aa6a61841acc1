package dev.baton.lab.sim.search;

/**
 * The fenced resource: only the last one that took a token may append. Entries are not kept, only what the properties speak of: the end, the
 * highest epoch, and up to where writes were acknowledged.
 *
 * @param token the last one given out
 * @param acknowledged the end of the log when a write was last acknowledged
 */
record SmallLog(int token, long end, long highest, long acknowledged) {
    /** Long enough that whoever has read nothing is far behind. */
    private static final long FIRST_END = 1_000_000;

    static final SmallLog FIRST = new SmallLog(0, FIRST_END, 0, FIRST_END);

    SmallLog fence() {
        return new SmallLog(token + 1, end, highest, acknowledged);
    }

    SmallLog append(long epoch) {
        return new SmallLog(token, end + 1, Math.max(highest, epoch), acknowledged);
    }

    SmallLog acknowledge() {
        return new SmallLog(token, end, highest, end);
    }
}
