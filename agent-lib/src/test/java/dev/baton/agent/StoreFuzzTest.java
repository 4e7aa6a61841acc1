package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.fuzz.Documents;
import dev.baton.fuzz.Fuzz;
import dev.baton.fuzz.Samples;
import dev.baton.model.Epoch;
import dev.baton.model.Json;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Effect;
import dev.baton.protocol.FuzzStates;
import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.protocol.MemberState;
import dev.baton.protocol.Now;
import dev.baton.protocol.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the store and the peers say, a member goes on, opens no guard for what it was not granted, and writes only what can be read. */
class StoreFuzzTest {
    private static final int MOST_HELD = 2_000;
    private static final int LARGEST_NODE = 1 << 20;
    private static final List<Reach> REACHES = List.of(Reach.values());
    private static final int LETTERS = 16;

    private record Node(String path, Documents documents) {}

    private record Start(FuzzStates.Moment moment, List<Node> nodes, Documents heartbeat) {}

    private static List<Start> starts() {
        List<Start> all = new ArrayList<>();
        for (FuzzStates.Moment moment : FuzzStates.all()) {
            List<Node> nodes = new ArrayList<>();
            for (Map.Entry<String, Object> node : moment.nodes().entrySet()) {
                nodes.add(new Node(node.getKey(), Documents.of(node.getValue())));
            }
            all.add(new Start(moment, nodes, Documents.of(Samples.status())));
        }
        return all;
    }

    @Test
    void aMemberInAnyPhaseSurvivesWhateverTheStoreAndItsPeersSay() {
        List<Start> starts = starts();
        assertTrue(starts.size() > 40, () -> starts.size() + " moments only");
        Tally tally = new Tally();
        // Each input is a letter in a row of some: the state that one leaves is what the next one finds.
        Fuzz.run("store", 120, (random, input) -> {
            Start start = starts.get(random.nextInt(starts.size()));
            new Row(start, random, input, tally).run();
        });
        System.out.println("fuzz: store: " + tally);
        assertTrue(tally.told > tally.letters / 4, tally::toString);
        assertTrue(tally.guards > 0 && tally.actions > 0, tally::toString);
    }

    /** That what is looked at happens at all. */
    private static final class Tally {
        private long letters;
        private long told;
        private long guards;
        private long grants;
        private long actions;
        private long refusals;

        @Override
        public String toString() {
            return letters + " letters, " + told + " told, " + guards + " guards, " + grants + " grants, " + actions
                    + " writes of actions, " + refusals + " refusals";
        }
    }

    /** One member, told some broken things in a row. */
    private static final class Row {
        private final Start start;
        private final SplittableRandom random;
        private final Fuzz input;
        private final Inbox inbox = new Inbox();
        private final StoreBridge bridge = new StoreBridge(Samples.ORDERS, inbox);
        private final Set<Epoch> granted = new HashSet<>();
        private final Tally tally;
        private MemberState state;
        private long nanos;
        private int version;

        Row(Start start, SplittableRandom random, Fuzz input, Tally tally) {
            this.tally = tally;
            this.start = start;
            this.random = random;
            this.input = input;
            this.state = start.moment().state();
            this.nanos = start.moment().now().nanos();
            this.version = FuzzStates.version(state);
            granted.addAll(FuzzStates.wanted(state));
        }

        void run() throws Exception {
            for (Node node : start.nodes()) { // So that the bridge knows which action is open.
                bridge.accept(new StoreEvent.Node(node.path(), node.documents().whole(), version, version, nanos));
            }
            inbox.take(0);
            for (int i = 0; i < LETTERS; i++) {
                nanos += random.nextInt(10) == 0 ? random.nextLong(3_000_000_000L) : random.nextLong(60_000_000L);
                tally.letters++;
                List<Input> told = letter();
                tally.told += told.isEmpty() ? 0 : 1;
                for (Input each : told) {
                    step(each);
                }
                step(new Input.Tick(FuzzStates.resource(state)));
            }
        }

        private List<Input> letter() throws Exception {
            int kind = random.nextInt(20);
            if (kind < 3) {
                byte[] data = input.reads(
                        start.moment().what() + " heartbeat", start.heartbeat().broken(random));
                try {
                    return List.of(new Input.PeerHeard(Json.read(data, MemberStatus.class, "beat"), nanos));
                } catch (Json.MalformedException refused) {
                    return List.of();
                }
            }
            if (kind < 5) {
                return others(kind);
            }
            Node node = start.nodes().get(random.nextInt(start.nodes().size()));
            byte[] data = input.reads(
                    start.moment().what() + " " + node.path(), node.documents().broken(random));
            version = random.nextInt(100) == 0 ? Integer.MAX_VALUE - 1 : version + 1;
            List<Long> asked = FuzzStates.asked(state);
            if (kind < 7 && !asked.isEmpty()) {
                long request = asked.get(random.nextInt(asked.size()));
                ReadResult found = new ReadResult.Found(node.path(), data, version, version);
                return List.of(
                        node.path().endsWith("lease")
                                ? StoreBridge.leaseRead(request, node.path(), found)
                                : StoreBridge.leadershipRead(request, node.path(), found));
            }
            bridge.accept(new StoreEvent.Node(node.path(), data, version, 100 + version, nanos));
            List<Input> all = new ArrayList<>();
            inbox.take(0).forEach(mail -> all.add(mail.input()));
            if (kind == 19 && !asked.isEmpty()) {
                long request = asked.get(random.nextInt(asked.size()));
                all.add(new Input.Written(request, new Answer.Unknown("timeout")));
            }
            return all;
        }

        /** What is not read, but makes the next letters meet another state. */
        private List<Input> others(int kind) throws Exception {
            List<Long> asked = FuzzStates.asked(state);
            if (kind == 3 && !asked.isEmpty()) {
                long request = asked.get(random.nextInt(asked.size()));
                version++;
                return List.of(new Input.Written(
                        request, new Answer.Applied(version, List.of(version, version, version, version))));
            }
            Epoch held = FuzzStates.held(state);
            if (held != null && random.nextBoolean()) {
                return List.of(new Input.Promoted(held, 10, random.nextBoolean()));
            }
            if (random.nextInt(3) == 0) {
                Reach reach = REACHES.get(random.nextInt(REACHES.size()));
                return List.of(new Input.PeerLink(random.nextBoolean() ? Samples.A : Samples.B, reach, "by the test"));
            }
            return sameEpoch();
        }

        /** Both nodes of the role with one epoch, which nobody granted. */
        private List<Input> sameEpoch() throws Exception {
            long[] epochs = {0, 1, 2, 1L << 31, 1L << 52, (1L << 53) - 1, 1L << 53, Long.MAX_VALUE - 1, Long.MAX_VALUE};
            long epoch = epochs[random.nextInt(epochs.length)];
            version++;
            for (Node node : start.nodes()) {
                if (node.path().endsWith("/lease") || node.path().endsWith("/leadership")) {
                    ObjectNode tree = node.documents().tree().deepCopy();
                    tree.put("epoch", epoch);
                    if (random.nextBoolean()) {
                        tree.putNull("holder");
                    }
                    byte[] data = Json.mapper().writeValueAsBytes(tree);
                    bridge.accept(new StoreEvent.Node(node.path(), data, version, 100 + version, nanos));
                }
            }
            List<Input> all = new ArrayList<>();
            inbox.take(0).forEach(mail -> all.add(mail.input()));
            return all;
        }

        private void step(Input next) throws Exception {
            Now now = new Now(nanos, nanos / 1_000_000L);
            Step step = Member.step(state, now, next);
            state = step.state();
            assertTrue(FuzzStates.size(state) < MOST_HELD, () -> "holds " + FuzzStates.size(state) + " things");
            for (Effect effect : step.effects()) {
                look(effect);
            }
            assertTrue(Member.wakeNanos(state, nanos) >= 0);
            MemberStatus status = Member.status(state, now);
            assertEquals(status, Json.read(Json.bytes(status), MemberStatus.class, "own"));
        }

        private void look(Effect effect) throws Exception {
            if (effect instanceof Effect.Grant e) {
                tally.grants++;
                granted.add(e.lease().epoch());
                readable(e.lease());
                readable(e.leadership());
                readable(e.epoch());
            } else if (effect instanceof Effect.OpenGuard e) {
                tally.guards++;
                assertEquals(e.epoch(), FuzzStates.held(state), "a guard for an epoch that is not held");
                assertTrue(granted.contains(e.epoch()), () -> "epoch " + e.epoch() + " was never asked for");
            } else if (effect instanceof Effect.Promote e) {
                assertNotNull(FuzzStates.held(state));
                assertTrue(granted.contains(e.epoch()));
            } else if (effect instanceof Effect.Renew e) {
                readable(e.lease());
            } else if (effect instanceof Effect.Lead e) {
                readable(e.leadership());
            } else if (effect instanceof Effect.WriteAction e) {
                tally.actions++;
                tally.refusals += e.action().refused().size();
                readable(e.action());
            } else if (effect instanceof Effect.Emit e) {
                byte[] json = Json.bytes(e.event());
                assertTrue(json.length < LARGEST_NODE, () -> "an event of " + json.length + " bytes");
                Json.read(json, dev.baton.model.Event.class, "event");
            }
        }

        private static void readable(Object written) throws Exception {
            byte[] json = Json.bytes(written);
            assertTrue(json.length < LARGEST_NODE, () -> "a node of " + json.length + " bytes");
            assertEquals(written, Json.read(json, written.getClass(), "written"));
        }
    }
}
