package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever a member's later steps depend on is in its key. Each field of a state, and each component of every record below it, is changed by
 * itself: the key must change as well, unless the component is listed here with the reason why it may not.
 */
class StateKeyTest {
    private static final Map<String, String> SHOWN_ONLY = Map.ofEntries(
            Map.entry("MemberState.storeTotal", "named in a message"),
            Map.entry("MemberState.predecessorLastNanos", "what an outage is measured from"),
            Map.entry("MemberState.predecessorPosition", "written into the epoch's record, which no member reads"),
            Map.entry("MemberState.blockers", "so that a blocked decision is told once"),
            Map.entry("MemberState.hlc", "stamps order what is shown"),
            Map.entry("MemberState.nextRequest", "names of requests mean nothing but themselves"),
            Map.entry("MemberState.effects", "empty between steps"),
            Map.entry("Seen.zxid", "written into an action's steps, to be shown"),
            Map.entry("Lease.renewal", "a count that nothing compares"),
            Map.entry("Renewals.count", "a count that nothing compares"),
            Map.entry("Leadership.since", "a stamp"),
            Map.entry("FenceRecord.epoch", "named in a message; that there is a fence counts"),
            Map.entry("Off.by", "shown"),
            Map.entry("Off.detail", "shown"),
            Map.entry("Off.at", "a stamp"),
            Map.entry("Pause.by", "shown"),
            Map.entry("Pause.reason", "shown"),
            Map.entry("Pause.action", "shown"),
            Map.entry("FenceRecord.reason", "named in a message"),
            Map.entry("FenceRecord.at", "a stamp"),
            Map.entry("Acknowledgement.by", "shown"),
            Map.entry("Acknowledgement.note", "shown"),
            Map.entry("Acknowledgement.at", "a stamp"),
            Map.entry("ResourceView.committed", "shown"),
            Map.entry("ResourceView.health", "shown"),
            Map.entry("MemberStatus.guardMillis", "shown"),
            Map.entry("MemberStatus.committed", "shown"),
            Map.entry("MemberStatus.health", "shown"),
            Map.entry("MemberStatus.reason", "shown"),
            Map.entry("MemberStatus.ask", "acted on when it is heard, never read again"),
            Map.entry("MemberStatus.promise", "acted on when it is heard, never read again"),
            Map.entry("PeerView.reach", "of another's view only the verdict counts"),
            Map.entry("PeerView.ageMillis", "of another's view only the verdict counts"),
            Map.entry("Trigger.reason", "shown"),
            Map.entry("Arming.why", "shown"),
            Map.entry("PromiseWord.reason", "shown"),
            Map.entry("Promoting.position", "written into the activation, which no member reads"),
            Map.entry("Serving.sinceMillis", "what a pause is measured by"),
            Map.entry("ActionRequest.group", "the state's own"),
            Map.entry("ActionRequest.reason", "shown"),
            Map.entry("ActionRequest.operator", "shown"),
            Map.entry("ActionRequest.requestedAt", "a stamp"),
            Map.entry("ActionRequest.keyId", "searches know no operators"),
            Map.entry("ActionRequest.signature", "searches know no operators"),
            Map.entry("ActionRecord.epochBefore", "shown"),
            Map.entry("ActionRecord.epochAfter", "shown"),
            Map.entry("ActionRecord.writePauseMillis", "shown"),
            Map.entry("ActionRecord.refused", "shown"),
            Map.entry("ActionRecord.leftovers", "shown"),
            Map.entry("ActionRecord.checked", "shown"),
            Map.entry("Rule.name", "shown"),
            Map.entry("Rule.expected", "shown"),
            Map.entry("Rule.actual", "shown"),
            Map.entry("Rule.state", "shown"),
            Map.entry("MemberState.refusedWrite", "shown"),
            Map.entry("ActionRecord.pausedAt", "a stamp; that there is one counts"),
            Map.entry("ActionRun.pausedAt", "a stamp; that there is one counts"),
            Map.entry("ActionRun.failure", "shown; that there is one counts"),
            Map.entry("ActionStep.zxid", "shown"),
            Map.entry("ActionStep.at", "a stamp"),
            Map.entry("ActionStep.note", "shown"));

    /** Seen.nanos of what is not the lease: no rule asks how long ago it was seen, but for measuring an outage. */
    private static final Set<String> SEEN_WHENEVER =
            Set.of("policy", "leadership", "own", "openAction", "action", "acknowledged");

    private final StateSamples samples = new StateSamples();

    @Test
    void everyFieldChangesTheKeyUnlessItIsListedAsShownOnly() throws ReflectiveOperationException {
        Map<String, Boolean> changes = new TreeMap<>();
        for (MemberState sample : samples.all()) {
            List<Long> key = key(sample);
            for (Field field : MemberState.class.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                field.setAccessible(true);
                for (Variants.Variant v : Variants.of("MemberState." + field.getName(), field.get(sample))) {
                    MemberState changed = sample.copy();
                    if (Modifier.isFinal(field.getModifiers())) {
                        changed = samples.reborn(sample, field.getName(), v.value());
                    } else {
                        field.set(changed, v.value());
                    }
                    String what = v.label().equals("Seen.nanos") && SEEN_WHENEVER.contains(field.getName())
                            ? "Seen.nanos of " + field.getName()
                            : v.label();
                    changes.merge(what, !key(changed).equals(key), Boolean::logicalOr);
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        changes.forEach((what, changed) -> {
            boolean listed = SHOWN_ONLY.containsKey(what) || what.startsWith("Seen.nanos of ");
            if (changed == listed) {
                wrong.add(
                        what + (listed ? " is listed as shown only, but changes the key" : " does not change the key"));
            }
        });
        assertEquals(List.of(), wrong);
        Set<String> stale = new TreeSet<>(SHOWN_ONLY.keySet());
        stale.removeAll(changes.keySet());
        assertEquals(Set.of(), stale, "listed, but there is no such component any more");
        assertTrue(changes.size() > 120, "the samples reach " + changes.size() + " components: " + changes.keySet());
    }

    @Test
    void aStateMovedInTimeAndVersionsHasTheSameKey() {
        MemberState early = samples.at(1_000_000_000_000L, 10);
        MemberState late = samples.at(9_000_000_000_000L, 77);
        assertEquals(
                keyIn(early, samples.frame(early, 1_000_000_000_000L, 10)),
                keyIn(late, samples.frame(late, 9_000_000_000_000L, 77)));
    }

    @Test
    void aDeadlineThatIsOverAndOneThatIsLongOverAreTheSame() {
        MemberState over = samples.all().get(0).copy();
        over.askNotBeforeNanos = StateSamples.NOW - 1;
        MemberState longOver = over.copy();
        longOver.askNotBeforeNanos = StateSamples.NOW - 1_000_000_000L;
        assertEquals(key(over), key(longOver));
        over.askNotBeforeNanos = StateSamples.NOW + 1;
        assertNotEquals(key(over), key(longOver));
    }

    private List<Long> key(MemberState s) {
        return keyIn(s, samples.frame(s, StateSamples.NOW, StateSamples.VERSION));
    }

    private static List<Long> keyIn(MemberState s, StateKey.Frame frame) {
        List<Long> key = new ArrayList<>();
        StateKey.write(s, frame, key::add);
        return key;
    }
}
