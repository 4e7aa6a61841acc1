package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.authority.Operators;
import dev.baton.authority.Signed;
import dev.baton.authority.Signer;
import dev.baton.authority.TestOperator;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Hlc;
import dev.baton.model.OperatorRole;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may ask, in a group whose cluster has operators. */
class LicenceTest extends ServedByA {
    private final TestOperator alice = TestOperator.of("alice", OperatorRole.OPERATOR);
    private final TestOperator bob = TestOperator.of("bob", OperatorRole.OPERATOR);
    private final TestOperator vera = TestOperator.of("vera", OperatorRole.VIEWER);

    LicenceTest() {
        super(17);
        world.store.operators(Operators.of(
                Map.of(alice.keyId(), alice.record(), bob.keyId(), bob.record(), vera.keyId(), vera.record())));
        world.runFor(50);
    }

    private static UnaryOperator<ActionRequest> by(Signer who) {
        return request -> {
            try {
                return Signed.sign(request, who);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void ends(Outcome outcome, int withinMillis) {
        assertTrue(world.runUntil(withinMillis, world::ended) >= 0, () -> "still open: " + world.store.action());
        assertEquals(outcome, world.store.action().outcome(), () -> "" + world.store.action());
    }

    private List<String> refused() {
        return world.store.action().refused().stream().map(Refusal::rule).toList();
    }

    @Test
    void whatAnOperatorSignedIsCarriedOutAndTheReceiptSaysWhoseSignature() {
        world.signing = by(alice);
        world.request(ActionKind.SWITCHOVER, SimWorld.B);
        ends(Outcome.SUCCEEDED, 5_000);
        assertTrue(world.servedBy(SimWorld.B));
        List<String> names = Objects.requireNonNull(world.store.action().checked()).stream()
                .map(each -> each.name())
                .toList();
        assertEquals(
                List.of(
                        "signature",
                        "role",
                        "asked for lately",
                        "not expired",
                        "used once",
                        "epoch as shown",
                        "leadership as shown"),
                names.subList(0, 7));
    }

    @ParameterizedTest
    @EnumSource(value = ActionKind.class, mode = EnumSource.Mode.EXCLUDE, names = "DRILL")
    void anUnsignedRequestOfAnyKindChangesNothing(ActionKind kind) {
        world.request(kind, kind.aboutTheRole() ? SimWorld.B : null);
        ends(Outcome.FAILED_UNCHANGED, 3_000);
        assertEquals(List.of("signature"), refused());
        assertTrue(world.servedBy(SimWorld.A));
        assertEquals(1, world.store.leadership.epoch().value());
        assertNull(world.store.policy.pause());
    }

    @Test
    void aViewersRequestIsRefusedForTheRoleAlone() {
        world.signing = by(vera);
        world.request(ActionKind.FENCE, SimWorld.C);
        ends(Outcome.FAILED_UNCHANGED, 3_000);
        assertEquals(List.of("role"), refused());
        assertNull(world.store.member(SimWorld.C).fence());
    }

    @Test
    void anAlteredRequestIsRefused() {
        world.signing = request -> {
            ActionRequest signed = by(alice).apply(request);
            return new ActionRequest(
                    signed.id(),
                    signed.group(),
                    signed.kind(),
                    SimWorld.C,
                    signed.seenEpoch(),
                    signed.seenLeadershipVersion(),
                    signed.reason(),
                    signed.operator(),
                    signed.requestedAt(),
                    signed.expiresAt(),
                    signed.overrides(),
                    signed.keyId(),
                    signed.signature());
        };
        world.request(ActionKind.SWITCHOVER, SimWorld.B);
        ends(Outcome.FAILED_UNCHANGED, 3_000);
        assertEquals(List.of("signature"), refused());
    }

    @Test
    void aRequestIsUsedOnceWhateverBecomesOfItsNode() {
        world.signing = by(alice);
        world.request(ActionKind.PAUSE, null);
        ends(Outcome.SUCCEEDED, 3_000);
        ActionRequest used = world.store.action().request();
        world.request(ActionKind.RESUME, null);
        ends(Outcome.SUCCEEDED, 3_000);
        world.store.open(ActionRecord.requested(used)); // Its node was deleted, and somebody makes it again.
        ends(Outcome.FAILED_UNCHANGED, 3_000);
        assertEquals(List.of("used once"), refused());
        assertNull(world.store.policy.pause());
    }

    @Test
    void aFloodOfForgedRequestsDoesNotMakeThemForgetOneThatWasUsed() {
        world.signing = by(alice);
        world.request(ActionKind.PAUSE, null);
        ends(Outcome.SUCCEEDED, 3_000);
        ActionRequest used = world.store.action().request();
        world.request(ActionKind.RESUME, null);
        ends(Outcome.SUCCEEDED, 3_000);
        world.signing = request -> request;
        for (int i = 0; i < 300; i++) {
            world.request(ActionKind.RESUME, null);
            ends(Outcome.FAILED_UNCHANGED, 3_000);
        }
        world.store.open(ActionRecord.requested(used));
        ends(Outcome.FAILED_UNCHANGED, 3_000);
        assertEquals("used once", refused().get(refused().size() - 1));
        assertNull(world.store.policy.pause());
    }

    @Test
    void whileItIsNotKnownWhoMayAskNothingIsTakenAndNothingRefused() {
        world.store.operators(Operators.UNREAD);
        world.runFor(50);
        world.signing = by(alice);
        world.request(ActionKind.SWITCHOVER, SimWorld.B);
        assertEquals(-1, world.runUntil(2_000, world::ended));
        assertFalse(world.store.action().done(Name.ACCEPTED));
        world.store.operators(Operators.of(Map.of(alice.keyId(), alice.record())));
        ends(Outcome.SUCCEEDED, 5_000);
    }

    @Test
    void anAbortCountsOnlyWithASignature() throws Exception {
        world.member(SimWorld.C).grantsRefused = true;
        world.signing = by(alice);
        world.request(ActionKind.FAILOVER, SimWorld.C);
        world.runFor(100);
        world.store.abort("carol");
        assertEquals(-1, world.runUntil(1_000, world::ended));

        ActionRequest request = world.store.action().request();
        AbortRequest wish =
                new AbortRequest(request.id(), request.group(), "", "changed my mind", Hlc.ZERO, null, null);
        world.store.abort(Signed.sign(wish, bob));
        ends(Outcome.FAILED_UNCHANGED, 1_000);
        assertEquals(
                "bob",
                Objects.requireNonNull(world.store.action().step(Name.ABORTED)).by());
    }

    private void fourEyes() {
        world.store.policy = world.store.policy.withFourEyes(List.of(ActionKind.SWITCHOVER));
        world.store.policyVersion++;
        world.signing = by(alice);
        world.request(ActionKind.SWITCHOVER, SimWorld.B);
        assertEquals(-1, world.runUntil(2_000, world::ended));
        assertFalse(world.store.action().done(Name.ACCEPTED), "it waits");
    }

    private void approve(Signer who) throws GeneralSecurityException {
        world.store.approve(Signed.approve(world.store.action().request(), Hlc.ZERO, who));
    }

    @Test
    void fourEyesSeeMoreThanTwo() throws Exception {
        fourEyes();
        approve(bob);
        ends(Outcome.SUCCEEDED, 5_000);
        List<Name> steps =
                world.store.action().steps().stream().map(each -> each.step()).toList();
        assertEquals(List.of(Name.REQUESTED, Name.APPROVED, Name.ACCEPTED), steps.subList(0, 3));
        assertEquals(
                "bob",
                Objects.requireNonNull(world.store.action().step(Name.APPROVED)).by());
    }

    @Test
    void whoAskedDoesNotApprove() throws Exception {
        fourEyes();
        approve(alice);
        ends(Outcome.FAILED_UNCHANGED, 3_000);
        assertEquals(List.of("second signature"), refused());
    }

    @Test
    void aWaitingActionFallsWhenAPreconditionMoves() throws Exception {
        fourEyes();
        world.kill(SimWorld.A);
        assertTrue(world.runUntil(10_000, () -> world.servedBy(SimWorld.B) || world.servedBy(SimWorld.C)) >= 0);
        assertTrue(world.runUntil(5_000, world::ended) >= 0);
        assertTrue(world.store.action().outcome() != Outcome.SUCCEEDED);
        assertFalse(world.store.action().done(Name.ACCEPTED));
    }

    @Test
    void aWaitingActionThatNobodyApprovesExpires() throws Exception {
        fourEyes();
        ends(Outcome.FAILED_UNCHANGED, 20_000);
        assertEquals(List.of("not expired"), refused());
        approve(bob);
        world.runFor(1_000);
        assertTrue(world.servedBy(SimWorld.A));
    }

    /** Else the fence or the return of a member that just started would be a way around the second signature. */
    @Test
    void whoHasNotReadThePolicyStartsNothingThatMayNeedASecondSignature() throws Exception {
        world.store.policy = world.store.policy.withFourEyes(List.of(ActionKind.REINSTATE));
        world.store.policyVersion++;
        world.signing = by(alice);
        world.request(ActionKind.FENCE, SimWorld.C);
        ends(Outcome.SUCCEEDED, 5_000);
        world.kill(SimWorld.C);
        world.runFor(500);
        world.start(SimWorld.C);
        world.member(SimWorld.C).policyUnread = true;
        world.runFor(2_000);
        world.request(ActionKind.REINSTATE, SimWorld.C);
        assertEquals(-1, world.runUntil(1_500, world::ended));
        assertFalse(world.store.action().done(Name.ACCEPTED), () -> "" + world.store.action());

        world.member(SimWorld.C).policyUnread = false;
        world.stallStore(false); // Everybody reads again.
        assertEquals(-1, world.runUntil(1_000, world::ended));
        assertFalse(world.store.action().done(Name.ACCEPTED), "it waits");
        approve(bob);
        ends(Outcome.SUCCEEDED, 5_000);
    }

    /** Else it would keep everybody from asking for anything, for as long as it says that it is valid. */
    @ParameterizedTest
    @EnumSource(
            value = ActionKind.class,
            names = {"FAILOVER", "REINSTATE"})
    void whatNobodyMayAskOfAMemberThatIsGoneIsRefusedByTheOthers(ActionKind kind) {
        world.kill(SimWorld.C);
        world.runFor(2_000);
        world.signing = request -> new ActionRequest(
                request.id(),
                request.group(),
                request.kind(),
                request.target(),
                request.seenEpoch(),
                request.seenLeadershipVersion(),
                request.reason(),
                request.operator(),
                request.requestedAt(),
                request.expiresAt() + 365L * 86_400_000L,
                request.overrides(),
                null,
                null);
        world.request(kind, SimWorld.C);
        ends(Outcome.FAILED_UNCHANGED, 1_000);
        assertEquals(List.of("signature"), refused());
    }

    @Test
    void otherKindsNeedNoSecondSignature() {
        world.store.policy = world.store.policy.withFourEyes(List.of(ActionKind.SWITCHOVER));
        world.store.policyVersion++;
        world.signing = by(alice);
        world.request(ActionKind.FENCE, SimWorld.C);
        ends(Outcome.SUCCEEDED, 5_000);
    }
}
