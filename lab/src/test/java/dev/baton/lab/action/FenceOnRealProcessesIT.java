package dev.baton.lab.action;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.lab.fence.SimulatedBmcs;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.MemberRecord.Off;
import dev.baton.model.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A primary that hangs is fenced through its BMC, stays fenced, and comes back only when it is reinstated. */
class FenceOnRealProcessesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    @Timeout(300)
    void aPausedPrimaryIsSwitchedOffStaysFencedAndIsReinstated() throws Exception {
        String obstacle = SimulatedBmcs.obstacle();
        assumeTrue(obstacle == null, "no simulated BMC here: " + obstacle);
        try (Practice practice = Practice.up(dir, true)) {
            MemberId fenced = practice.primary();
            ProcessRef machine = practice.process(fenced);
            assertEquals(
                    3,
                    practice.lab().status().servers().stream()
                            .filter(s -> s.id().startsWith("bmc-") && s.state().equals("running"))
                            .count());
            practice.signal(fenced, Signal.STOP);
            await().until(machine::paused);

            StoreHand.Asked asked = practice.askUntilTaken(ActionKind.FENCE, fenced);
            double off = practice.store().millis(asked, Name.SHUT_OFF, LIMIT);
            ActionRecord fence = practice.store().ended(asked.id(), LIMIT);
            System.out.printf("FENCE request to SHUT_OFF: %.0f ms%n", off);
            assertEquals(Outcome.SUCCEEDED, fence.outcome(), fence::toString);
            assertTrue(fence.done(Name.BARRED), fence::toString);
            assertTrue(fence.done(Name.SHUT_OFF), fence::toString);
            assertFalse(fence.done(Name.STEPPED_DOWN), fence::toString);
            assertFalse(machine.alive(), "the BMC has killed it");
            assertOffByDevice(practice, fenced);
            assertNotEquals(fenced, practice.awaitOnePrimary());

            practice.restart(fenced);
            await().atMost(LIMIT)
                    .until(() -> practice.status(fenced).path("role").asText("").equals("FENCED"));
            assertOffByDevice(practice, fenced);
            MemberId next = practice.awaitOnePrimary();
            practice.signal(next, Signal.KILL);
            MemberId third = await().atMost(LIMIT).until(practice::awaitOnePrimary, m -> !m.equals(next));
            assertNotEquals(fenced, third, "the only one left but for the fenced one");
            practice.restart(next);
            assertFalse(practice.status(fenced).path("eligible").asBoolean());

            StoreHand.Asked back = practice.store().ask(ActionKind.REINSTATE, fenced);
            ActionRecord reinstated = practice.store().ended(back.id(), LIMIT);
            assertEquals(Outcome.SUCCEEDED, reinstated.outcome(), reinstated::toString);
            assertEquals(null, practice.store().member(fenced).fence());
            practice.awaitAllReady();
            assertTrue(practice.status(fenced).path("eligible").asBoolean());
            practice.verified();
        }
    }

    private static void assertOffByDevice(Practice practice, MemberId member) throws Exception {
        FenceRecord fence = practice.store().member(member).fence();
        assertNotNull(fence);
        Off off = fence.off();
        assertNotNull(off);
        assertEquals(Off.Kind.DEVICE, off.kind());
    }
}
