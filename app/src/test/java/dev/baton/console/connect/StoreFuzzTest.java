package dev.baton.console.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.fuzz.Bytes;
import dev.baton.fuzz.Documents;
import dev.baton.fuzz.Fuzz;
import dev.baton.fuzz.Samples;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.port.StoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever nodes hold and processes say, a console shows what it can and names what it cannot read. */
class StoreFuzzTest {
    private static final List<Via> VIAS = List.of(Via.values());
    private static final int LETTERS = 32;
    private static final int LONGEST_PROBLEM = 1_000;
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("Policy", "/groups/orders/policy"),
            Map.entry("Lease", "/groups/orders/lease"),
            Map.entry("Leadership", "/groups/orders/leadership"),
            Map.entry("OpenAction", "/groups/orders/open-action"),
            Map.entry("AlertAcknowledgements", "/groups/orders/alerts"),
            Map.entry("MemberRecord", "/groups/orders/members/orders-a"),
            Map.entry("Live", "/groups/orders/live/orders-a"),
            Map.entry("ActionRecord", "/groups/orders/actions/act-1"),
            Map.entry("EpochRecord", "/groups/orders/epochs/0000000003"),
            Map.entry("Activation", "/groups/orders/epochs/0000000003/active"));

    private record Node(String path, Documents documents) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<Documents> events =
            Samples.events().stream().map(Documents::of).toList();
    private long corrupt;
    private long folded;

    @Test
    void nodesAndEventsThatAreBrokenAnywhereNeverStopTheFold() {
        for (Object sample : Samples.stored()) {
            String path = PATHS.get(sample.getClass().getSimpleName());
            if (path != null) {
                nodes.add(new Node(path, Documents.of(sample)));
            }
        }
        Fuzz.run("console", 100, this::row);
        assertTrue(corrupt > 100 && folded > 100, () -> corrupt + " corrupt, " + folded + " folded");
    }

    private void row(SplittableRandom random, Fuzz input) throws Exception {
        StoreDecoder decoder = new StoreDecoder();
        ClusterView view = ClusterView.EMPTY;
        long now = 1_790_000_000_000L;
        for (int i = 0; i < LETTERS; i++) {
            now += random.nextInt(500);
            Event event = random.nextInt(3) > 0 ? node(decoder, i, now, random, input) : said(random, input);
            if (event != null) {
                Via via = VIAS.get(random.nextInt(VIAS.size()));
                view = ClusterView.apply(view, new Observed(event, via, now));
                folded++;
            }
        }
        assertTrue(view.corrupt().size() <= LETTERS && view.groups().size() <= LETTERS, "more than was told");
        assertTrue(view.toString().length() > 10);
    }

    private @org.jspecify.annotations.Nullable Event node(
            StoreDecoder decoder, int version, long now, SplittableRandom random, Fuzz input) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        String path = random.nextInt(8) == 0
                ? new String(Bytes.broken(node.path().getBytes(UTF_8), random), UTF_8)
                : node.path();
        byte[] data = input.reads(node.path(), node.documents().broken(random));
        Hlc at = new Hlc(now, 0);
        Event event = decoder.node(new StoreEvent.Node(path, data, version, version, now * 1_000_000L), at);
        if (event instanceof Event.Corrupt bad) {
            corrupt++;
            assertTrue(
                    bad.problem().length() < LONGEST_PROBLEM + path.length(),
                    () -> bad.problem().length() + " characters");
        }
        return random.nextInt(16) == 0 ? decoder.gone(new StoreEvent.Gone(path), at) : event;
    }

    private @org.jspecify.annotations.Nullable Event said(SplittableRandom random, Fuzz input) {
        try {
            return Json.read(
                    input.reads(
                            "event", events.get(random.nextInt(events.size())).broken(random)),
                    Event.class,
                    "x");
        } catch (Json.MalformedException refused) {
            return null;
        }
    }
}
