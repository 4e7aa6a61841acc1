package dev.baton.lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated store keeps ZooKeeper's promises, and no more. */
class SimStoreTest {
    private final SimStore store = new SimStore();

    private Reply multi(Op... ops) {
        return store.multi(List.of(ops), 7);
    }

    private int version(String path) {
        return assertInstanceOf(Reply.Found.class, store.read(path)).version();
    }

    @Test
    void aSetNeedsTheVersionThatStands() {
        multi(new Op.Create("/a", "one", false));
        assertInstanceOf(Reply.Applied.class, multi(new Op.Set("/a", "two", 0)));
        Reply.Refused refused = assertInstanceOf(Reply.Refused.class, multi(new Op.Set("/a", "three", 0)));
        assertTrue(refused.why().contains("expected 0, found 1"), refused.why());
        assertEquals(
                "two", assertInstanceOf(Reply.Found.class, store.read("/a")).data());
    }

    @Test
    void aMultiAppliesAllOrNothing() {
        multi(new Op.Create("/a", "one", false), new Op.Create("/b", "one", false));
        Reply.Refused refused =
                assertInstanceOf(Reply.Refused.class, multi(new Op.Set("/a", "two", 0), new Op.Check("/b", 3)));
        assertEquals(1, refused.op());
        assertEquals("/b", refused.path());
        assertEquals(0, version("/a"));
    }

    @Test
    void allOperationsOfAMultiShareOneZxid() {
        multi(new Op.Create("/a", "one", false));
        Reply.Applied applied = assertInstanceOf(
                Reply.Applied.class, multi(new Op.Set("/a", "two", 0), new Op.Create("/b", "one", false)));
        assertEquals(List.of(1, 0), applied.versions());
        assertEquals(
                applied.zxid(),
                assertInstanceOf(Reply.Found.class, store.read("/a")).zxid());
        assertEquals(
                applied.zxid(),
                assertInstanceOf(Reply.Found.class, store.read("/b")).zxid());
    }

    @Test
    void aNodeIsCreatedOnceAndUnderItsParent() {
        multi(new Op.Create("/a", "one", false));
        assertInstanceOf(Reply.Refused.class, multi(new Op.Create("/a", "two", false)));
        assertInstanceOf(Reply.Refused.class, multi(new Op.Create("/x/y", "two", false)));
        assertInstanceOf(Reply.Applied.class, multi(new Op.Create("/x", "", false), new Op.Create("/x/y", "", false)));
    }

    @Test
    void aNodeThatIsCreatedAnewStartsAtVersionZero() {
        multi(new Op.Create("/a", "one", false));
        multi(new Op.Set("/a", "two", 0));
        assertInstanceOf(Reply.Applied.class, multi(new Op.Delete("/a", 1), new Op.Create("/a", "three", false)));
        assertEquals(0, version("/a"));
    }

    @Test
    void ephemeralsGoWithTheirSession() {
        multi(new Op.Create("/a", "mine", true));
        multi(new Op.Create("/b", "mine too, for ever", false));
        store.expire(8);
        assertInstanceOf(Reply.Found.class, store.read("/a"));
        store.expire(7);
        assertInstanceOf(Reply.Absent.class, store.read("/a"));
        assertInstanceOf(Reply.Found.class, store.read("/b"));
    }

    @Test
    void watchersAreToldOnceTheWholeMultiIsApplied() {
        List<String> told = new ArrayList<>();
        store.watch(new SimStore.Watcher() {
            @Override
            public void changed(SimStore.Node node) {
                told.add(node.path() + " " + node.version() + " beside " + store.read("/b"));
            }

            @Override
            public void gone(String path) {
                told.add(path + " gone");
            }
        });
        multi(new Op.Create("/a", "", false), new Op.Create("/b", "", false), new Op.Check("/a", 0));
        assertEquals(2, told.size());
        assertTrue(told.get(0).contains("Found"), told::toString);
        multi(new Op.Delete("/a", 0));
        assertEquals("/a gone", told.get(2));
        assertNull(store.get("/a"));
    }
}
