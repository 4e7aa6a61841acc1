package dev.baton.kafka;

import dev.baton.state.Digest;

/**
 * Whether the state is what it should be. The primary writes the digest of its state into the changelog now and then; a member whose own
 * differs there is refused until it was rebuilt and found right. Where even the whole changelog gives another state, rebuilding again would
 * not help: the member stays refused until a later digest agrees, and the primary's state is what somebody should look at.
 */
final class Verification {
    private String refused = "";
    /** Offset of the digest that did not agree, or where the state stood when it did not agree with itself. */
    private long at = -1;

    private boolean rebuild;
    private boolean rebuilt;

    /** A digest in the changelog, and the state's own there. {@code whole}: the state was built from the changelog's start. */
    void checked(long offset, Digest expected, Digest actual, boolean whole) {
        if (expected.equals(actual)) {
            if (offset >= at) {
                clear();
            }
            return;
        }
        boolean again = rebuilt && whole;
        refused = "state refused: its digest at changelog offset " + offset + " is " + actual + ", expected " + expected
                + " by the primary"
                + (again ? "; rebuilt from the whole changelog it is the same, so look at the primary's state" : "");
        at = offset;
        rebuild = !again;
        rebuilt = false;
    }

    /** The state does not agree with the digest that was kept of it. */
    void corrupt(long position, String what) {
        refused = "state refused at " + position + ": " + what + "; something changed it other than by a step";
        // Read anew up to here it is right again.
        at = position - 1;
        rebuild = true;
        rebuilt = false;
    }

    /** The state has come so far without anything to say against it. */
    void reached(long position) {
        if (rebuilt && position > at) {
            clear();
        }
    }

    private void clear() {
        refused = "";
        at = -1;
        rebuild = false;
        rebuilt = false;
    }

    /** Whether it should be discarded and rebuilt now. */
    boolean wantsRebuild() {
        return rebuild;
    }

    void rebuilding() {
        rebuild = false;
        rebuilt = true;
    }

    /** Why the state must not be served, or empty. */
    String refused() {
        return refused;
    }
}
