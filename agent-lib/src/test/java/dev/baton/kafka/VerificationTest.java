package dev.baton.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.state.Digest;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final Digest RIGHT = new Digest(1, 1);
    private static final Digest WRONG = new Digest(2, 1);

    private final Verification verification = new Verification();

    @Test
    void stateThatDiffersIsRefusedUntilItWasRebuiltAndAgrees() {
        verification.checked(100, RIGHT, WRONG, false);
        assertTrue(verification.refused().contains("offset 100 is " + WRONG + ", expected " + RIGHT));
        assertTrue(verification.wantsRebuild());
        verification.reached(500);
        assertFalse(verification.refused().isEmpty(), "nothing was done about it yet");
        verification.rebuilding();
        verification.checked(90, RIGHT, RIGHT, true);
        assertFalse(verification.refused().isEmpty(), "not yet where it differed");
        verification.checked(100, RIGHT, RIGHT, true);
        assertEquals("", verification.refused());
    }

    @Test
    void snapshotFromBeyondTheDifferenceWillDo() {
        verification.checked(100, RIGHT, WRONG, true);
        verification.rebuilding();
        verification.reached(101);
        assertEquals("", verification.refused());
    }

    @Test
    void stateOfTheWholeChangelogIsNotRebuiltAgainAndAgain() {
        verification.checked(100, RIGHT, WRONG, false);
        verification.rebuilding();
        verification.checked(100, RIGHT, WRONG, true);
        assertFalse(verification.wantsRebuild());
        assertTrue(verification.refused().contains("look at the primary's state"));
        verification.reached(10_000);
        assertFalse(verification.refused().isEmpty());
        verification.checked(200, RIGHT, RIGHT, true);
        assertEquals("", verification.refused());
    }

    @Test
    void eachSnapshotThatLeadsToAnotherStateIsFollowedByAnotherTry() {
        for (int i = 0; i < 3; i++) {
            verification.checked(100, RIGHT, WRONG, false);
            assertTrue(verification.wantsRebuild());
            verification.rebuilding();
        }
    }

    @Test
    void corruptStateIsRefusedUntilItWasReadAnew() {
        verification.corrupt(100, "the state does not match its digest");
        assertTrue(verification.refused().contains("does not match its digest"));
        verification.rebuilding();
        verification.reached(99);
        assertFalse(verification.refused().isEmpty());
        verification.reached(100);
        assertEquals("", verification.refused());
    }
}
