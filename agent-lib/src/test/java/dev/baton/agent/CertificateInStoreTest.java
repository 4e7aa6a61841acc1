package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.GroupId;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.Ticker;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the store says of a member's certificate. */
class CertificateInStoreTest {
    private static final MemberId MEMBER = MemberId.of(new GroupId("orders"), new ServiceId("a"));
    private static final long DAY = 86_400_000L;

    /** A map with versions; answers at once. */
    private static final class Nodes implements CoordinationStore {
        private record Node(byte[] data, int version) {}

        private final Map<String, Node> nodes = new HashMap<>();
        private final List<StoreOp> written = new ArrayList<>();

        @Override
        public CompletionStage<WriteResult> write(List<StoreOp> ops, Duration timeout) {
            List<Integer> versions = new ArrayList<>();
            for (StoreOp op : ops) {
                Node before = nodes.get(op.path());
                if (op instanceof StoreOp.Create create) {
                    nodes.put(op.path(), new Node(create.data(), 0));
                    versions.add(0);
                } else if (op instanceof StoreOp.Set set && before != null && before.version() == set.version()) {
                    nodes.put(op.path(), new Node(set.data(), set.version() + 1));
                    versions.add(set.version() + 1);
                } else {
                    return CompletableFuture.completedFuture(
                            new WriteResult.Refused(0, op.path(), WriteResult.Why.BAD_VERSION, "test"));
                }
                written.add(op);
            }
            return CompletableFuture.completedFuture(new WriteResult.Applied(1, versions));
        }

        @Override
        public CompletionStage<ReadResult> read(String path, Duration timeout) {
            Node node = nodes.get(path);
            return CompletableFuture.completedFuture(
                    node == null
                            ? new ReadResult.Absent(path)
                            : new ReadResult.Found(path, node.data(), node.version(), 1));
        }

        @Override
        public CompletionStage<ChildrenResult> children(String path, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void watch(String root, Predicate<String> wanted, Consumer<StoreEvent> sink) {}

        @Override
        public int connected() {
            return 1;
        }

        @Override
        public int connections() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private final Nodes store = new Nodes();
    private final Registrar registrar = new Registrar(
            store,
            MEMBER,
            new Incarnation("i1"),
            new AgentConfig.Hosted(MEMBER.group(), new FakeResource(), 1, Map.of()),
            Policy.DEFAULT);

    private void ensure(LinkAddress address) {
        for (int i = 0; i < 10; i++) {
            if (registrar.ensure(address)) {
                return;
            }
        }
        throw new AssertionError("not registered: " + store.nodes.keySet());
    }

    private Live live() throws Json.MalformedException {
        Nodes.Node node = store.nodes.get(StoreLayout.live(MEMBER));
        return Json.read(node == null ? new byte[0] : node.data(), Live.class, "live");
    }

    @Test
    void theLiveRecordNamesTheCertificateAndIsWrittenAnewWithItsVersionAfterARotation() throws Exception {
        LinkAddress first = new LinkAddress("127.0.0.1:7101", "aa", 30 * DAY);
        ensure(first);
        assertEquals(new Live(MEMBER, new Incarnation("i1"), "127.0.0.1:7101", "aa", 30 * DAY), live());
        int writes = store.written.size();
        ensure(first);
        assertEquals(writes, store.written.size(), "written again without a change");

        ensure(new LinkAddress("127.0.0.1:7101", "bb", 60 * DAY));
        assertEquals(new Live(MEMBER, new Incarnation("i1"), "127.0.0.1:7101", "bb", 60 * DAY), live());
        assertEquals(writes + 1, store.written.size());
        assertTrue(store.written.get(writes) instanceof StoreOp.Set set && set.version() == 0);
    }

    @Test
    void aCertificateThatEndsIsLoggedOnceADay() {
        long[] now = {100 * DAY};
        CertificateWatch watch = new CertificateWatch(new Ticker() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public long wallMillis() {
                return now[0];
            }
        });
        assertFalse(watch.look(new LinkAddress("h:1", null, null)), "a plain link");
        assertFalse(watch.look(new LinkAddress("h:1", "aa", 122 * DAY)), "weeks before its time");
        LinkAddress ends = new LinkAddress("h:1", "aa", 120 * DAY);
        assertTrue(watch.look(ends));
        now[0] += DAY / 2;
        assertFalse(watch.look(ends), "twice a day");
        now[0] += DAY / 2;
        assertTrue(watch.look(ends));
        assertFalse(watch.look(new LinkAddress("h:1", "bb", 400 * DAY)), "rotated");
    }
}
