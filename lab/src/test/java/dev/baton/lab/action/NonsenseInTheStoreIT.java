package dev.baton.lab.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes nonsense into the store by hand: the group goes on, and the role still moves. */
class NonsenseInTheStoreIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    @Timeout(300)
    void theGroupKeepsWorkingWhateverStandsInItsActionsAndOtherMembersRecords() throws Exception {
        try (Practice practice = Practice.up(dir, false)) {
            StoreHand store = practice.store();
            String open = StoreLayout.openAction(Practice.ORDERS);

            // An action that cannot be read, and is open.
            for (String text : List.of(
                    "garbage",
                    "{\"request\":null,\"steps\":[],\"refused\":[],\"leftovers\":[],\"writePauseMillis\":-1}")) {
                String id = "x" + text.length();
                created(store, StoreLayout.action(Practice.ORDERS, id), text);
                set(store, open, Json.text(new OpenAction(id)));
                failsOver(practice);
            }

            // Nobody can read what is open.
            set(store, open, "\u0000\u0001garbage");
            failsOver(practice);

            // Once it is put right, actions are taken again.
            set(store, open, Json.text(OpenAction.NONE));
            StoreHand.Asked asked = store.ask(ActionKind.SWITCHOVER, null);
            ActionRecord record = store.ended(asked.id(), BOUND);
            assertEquals(Outcome.SUCCEEDED, record.outcome(), record::toString);

            // The record of a member that is not the next primary, and then another member's record in its place.
            List<MemberId> others = practice.others();
            String path = StoreLayout.member(others.get(1));
            byte[] before = store.read(path).data();
            set(store, path, "garbage");
            failsOver(practice);
            assertInstanceOf(
                    WriteResult.Applied.class,
                    store.overwrite(
                            path, store.read(StoreLayout.member(others.get(0))).data()));
            failsOver(practice);
            assertInstanceOf(WriteResult.Applied.class, store.overwrite(path, before));
            practice.heal();
            practice.verified();
        }
    }

    /** Kills the primary, waits for another one, and brings the killed one back. */
    private static void failsOver(Practice practice) throws Exception {
        MemberId before = practice.primary();
        practice.signal(before, Signal.KILL);
        MemberId after = await().atMost(BOUND).until(practice::awaitOnePrimary, m -> !m.equals(before));
        System.out.println("failed over from " + before + " to " + after);
        practice.restart(before);
        await().atMost(BOUND)
                .until(() -> practice.others().stream()
                                .filter(m -> eligible(practice, m))
                                .count()
                        >= 1);
        assertTrue(practice.verified().committed() > 0);
    }

    private static boolean eligible(Practice practice, MemberId member) {
        try {
            return practice.status(member).path("eligible").asBoolean();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void created(StoreHand store, String path, String text) throws Exception {
        assertInstanceOf(WriteResult.Applied.class, store.write(new StoreOp.Create(path, text.getBytes(UTF_8), false)));
    }

    private static void set(StoreHand store, String path, String text) throws Exception {
        assertInstanceOf(WriteResult.Applied.class, store.overwrite(path, text.getBytes(UTF_8)));
    }
}
