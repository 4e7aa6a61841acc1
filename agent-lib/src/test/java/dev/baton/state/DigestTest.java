package dev.baton.state;

import static dev.baton.state.Samples.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void doesNotDependOnTheWayThatTheStateCameAbout() {
        Digest direct = Digest.EMPTY.with(bytes("a"), null, bytes("1")).with(bytes("b"), null, bytes("2"));
        Digest around = Digest.EMPTY
                .with(bytes("b"), null, bytes("9"))
                .with(bytes("c"), null, bytes("3"))
                .with(bytes("a"), null, bytes("1"))
                .with(bytes("b"), bytes("9"), bytes("2"))
                .with(bytes("c"), bytes("3"), null);
        assertEquals(direct, around);
        assertEquals(Digest.EMPTY, direct.with(bytes("a"), bytes("1"), null).with(bytes("b"), bytes("2"), null));
    }

    @Test
    void tellsKeysFromValuesAndEachByteFromItsNeighbour() {
        Random random = new Random(5);
        Set<Long> seen = new HashSet<>();
        int n = 0;
        for (int length = 0; length < 40; length++) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            seen.add(Digest.hash(bytes("key"), value));
            n++;
            for (int i = 0; i < length; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    value[i] ^= (byte) (1 << bit);
                    seen.add(Digest.hash(bytes("key"), value));
                    n++;
                    value[i] ^= (byte) (1 << bit);
                }
            }
        }
        assertEquals(n, seen.size());
        assertNotEquals(Digest.hash(bytes("ab"), bytes("c")), Digest.hash(bytes("a"), bytes("bc")));
        assertNotEquals(Digest.hash(bytes("a"), bytes("b")), Digest.hash(bytes("b"), bytes("a")));
    }

    /** Changelogs and snapshots that exist hold such numbers. */
    @Test
    void isTheSameInEveryVersion() {
        assertEquals(PINNED, Digest.hash(bytes("account-1"), bytes("a balance of 12345 units")));
    }

    private static final long PINNED = -4695599239565296930L;
}
