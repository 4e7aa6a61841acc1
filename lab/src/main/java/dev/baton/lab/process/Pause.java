package dev.baton.lab.process;

/** Sleeping in a polling loop. */
public final class Pause {
    private Pause() {}

    /** Sleeps; false where the thread was interrupted (its flag stays set): the loop should end. */
    public static boolean millis(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
