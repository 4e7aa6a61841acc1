package dev.baton.console.model;

/**
 * What a console knows of its own clock.
 *
 * @param jumpMillis by how much the wall clock last jumped, forward or (negative) back; 0 before the first jump
 * @param jumpedAtMillis when, by the clock that this console goes by
 */
public record OwnState(long jumpMillis, long jumpedAtMillis) {
    public static final OwnState WELL = new OwnState(0, -1);
    /** For so long after a jump nothing may be commanded: everything must have been heard anew. */
    static final long DISARMED_MILLIS = 10_000;

    /** Whether it jumped so lately that what is shown may be of another time. */
    public boolean unsettled(long nowMillis) {
        return jumpedAtMillis >= 0 && nowMillis - jumpedAtMillis < DISARMED_MILLIS;
    }

    /** Why commands are off, for example {@code this console's clock jumped back by 3.0 s, 2.1 s ago}. */
    public Phrase says(long nowMillis) {
        return Phrase.of(
                jumpMillis < 0 ? "found.clock.back" : "found.clock.forward",
                Freshness.words(Math.abs(jumpMillis)),
                Freshness.words(Math.max(0, nowMillis - jumpedAtMillis)));
    }
}
