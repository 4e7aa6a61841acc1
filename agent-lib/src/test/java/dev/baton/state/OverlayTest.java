package dev.baton.state;

import static dev.baton.state.Samples.at;
import static dev.baton.state.Samples.bytes;
import static dev.baton.state.Samples.delete;
import static dev.baton.state.Samples.put;
import static dev.baton.state.Samples.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private final MemoryStore store = new MemoryStore();

    @Test
    void readsItsChangesAndLeavesTheStateAlone() {
        store.write(List.of(put("a", "1"), put("b", "2")), at(1));
        Digest before = store.digest();
        Overlay overlay = new Overlay(store);
        overlay.apply(List.of(put("a", "7"), delete("b"), put("c", "3")), 0);
        assertEquals("7", text(overlay.get(bytes("a"))));
        assertNull(overlay.get(bytes("b")));
        assertEquals("3", text(overlay.get(bytes("c"))));
        assertEquals("1", text(store.get(bytes("a"))));
        assertEquals("2", text(store.get(bytes("b"))));
        assertNull(store.get(bytes("c")));
        assertEquals(before, store.digest());
    }

    @Test
    void foretellsTheDigestThatTheStateWillHave() {
        store.write(List.of(put("a", "1"), put("b", "2")), at(1));
        Overlay overlay = new Overlay(store);
        overlay.apply(List.of(put("a", "7"), delete("b"), put("c", "3")), 0);
        overlay.apply(List.of(delete("c"), put("a", "8"), delete("never there")), 1);
        Digest foretold = overlay.digest(store.digest());
        store.write(overlay.changes(), at(2));
        assertEquals(foretold, store.digest());
    }

    @Test
    void keepsOnlyTheLastChangeOfEachKeyWithItsCause() {
        Overlay overlay = new Overlay(store);
        overlay.apply(List.of(put("a", "1"), put("b", "1")), 4);
        overlay.apply(List.of(put("a", "2")), 5);
        List<String> seen = new ArrayList<>();
        overlay.forEach((change, cause) -> seen.add(text(change.key()) + text(change.value()) + " by " + cause));
        assertEquals(List.of("a2 by 5", "b1 by 4"), seen);
    }
}
