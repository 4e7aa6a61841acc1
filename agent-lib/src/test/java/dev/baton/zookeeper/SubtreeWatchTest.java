package dev.baton.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubtreeWatchTest {
    private final Seen seen = new Seen();
    private final SubtreeWatch watch = new SubtreeWatch(ConnectString.parse("h:1"), "/g", path -> true, seen);

    private void node(String path, long zxid) {
        watch.node(path, new byte[0], 0, zxid, 0, true);
    }

    @Test
    void serverThatIsBehindCannotTakeAPathBack() {
        node("/g", 5);
        node("/g", 4);
        node("/g", 5);
        node("/g", 6);
        assertEquals("[/g=, /g=]", seen.toString());
    }

    @Test
    void serverThatIsBehindCannotBringBackWhatIsGone() {
        node("/g/x", 5);
        watch.absent("/g/x", 7);
        node("/g/x", 5);
        assertEquals("[/g/x=, /g/x gone]", seen.toString());
        node("/g/x", 8);
        watch.absent("/g/x", 7);
        assertEquals("[/g/x=, /g/x gone, /g/x=]", seen.toString());
    }

    @Test
    void listingRemovesWhatItDoesNotNameWithEverythingBelow() {
        node("/g/a", 1);
        node("/g/a/deep", 2);
        node("/g/a-b", 3);
        node("/g/ab", 3);
        seen.clear();
        watch.children("/g", List.of("a-b", "ab"), 9);
        assertEquals("[/g/a/deep gone, /g/a gone]", seen.toString());
    }

    @Test
    void ofTwoConnectionsThatTellOfAChangeTheFirstOneReadsIt() {
        assertTrue(watch.claim("/g", 5));
        assertFalse(watch.claim("/g", 5));
        assertFalse(watch.has("/g", 5), "nothing was read yet: the second one looks again later");
        node("/g", 5);
        assertTrue(watch.has("/g", 5));
        assertFalse(watch.claim("/g", 5));
        assertTrue(watch.claim("/g", 6));
    }

    @Test
    void anEarlierReadCountsForNoLaterChange() {
        assertTrue(watch.claim("/g", 5));
        assertTrue(watch.claim("/g", 7));
        assertFalse(watch.claim("/g", 6));
        node("/g", 6);
        assertFalse(watch.has("/g", 7));
    }
}
