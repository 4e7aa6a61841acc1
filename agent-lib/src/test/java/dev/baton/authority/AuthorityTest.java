package dev.baton.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorityTest {
    private static final long NOW = 1_000_000L;
    private static final GroupId ORDERS = new GroupId("orders");

    private final TestOperator alice = TestOperator.of("alice", OperatorRole.OPERATOR);
    private final TestOperator bob = TestOperator.of("bob", OperatorRole.ADMIN);
    private final TestOperator vera = TestOperator.of("vera", OperatorRole.VIEWER);
    private final Operators operators = known(alice, bob, vera);

    private static Operators known(TestOperator... all) {
        Map<String, OperatorRecord> byKey = new LinkedHashMap<>();
        for (TestOperator each : all) {
            byKey.put(each.keyId(), each.record());
        }
        return Operators.of(byKey);
    }

    private static ActionRequest request() {
        return new ActionRequest(
                "s1",
                ORDERS,
                ActionKind.FAILOVER,
                new MemberId("orders-b"),
                new Epoch(7),
                41,
                "the disk of a is full: \u20ac\ud83d\ude00\n\"quoted\"",
                "whoever",
                new Hlc(NOW, 3),
                NOW + 30_000,
                List.of(ActionRequest.ALLOW_DATA_LOSS),
                null,
                null,
                new Epoch(3),
                17L);
    }

    private List<String> broken(Operators known, ActionRequest request) {
        return Authority.of(known, request, NOW).stream()
                .filter(Rule::blocks)
                .map(rule -> rule.name() + ": " + rule.actual())
                .toList();
    }

    @Test
    void whatAnOperatorSignedIsTaken() throws Exception {
        ActionRequest signed = Signed.sign(request(), alice);
        assertEquals("alice", signed.operator());
        assertEquals(
                List.of("signature", "role", "asked for lately"),
                Authority.of(operators, signed, NOW).stream().map(Rule::name).toList());
        assertEquals(List.of(), broken(operators, signed));
    }

    @Test
    void itIsStillTakenAfterItWentThroughTheStore() throws Exception {
        ActionRequest signed = Signed.sign(request(), alice);
        ActionRequest read = Json.read(Json.bytes(signed), ActionRequest.class, "test");
        assertEquals(List.of(), broken(operators, read));
    }

    @Test
    void aClusterWithoutOperatorsTakesUnsignedRequests() {
        assertEquals(List.of(), Authority.of(Operators.OPEN, request(), NOW));
    }

    /** Each field of the request, changed after it was signed. */
    @Test
    void nothingInARequestCanBeChangedAfterItWasSigned() throws Exception {
        ActionRequest signed = Signed.sign(request(), alice);
        ObjectNode whole = Canonical.tree(signed);
        List<String> fields = new ArrayList<>();
        whole.fieldNames().forEachRemaining(fields::add);
        int changed = 0;
        for (String field : fields) {
            if (field.equals("signature") || field.equals("keyId")) {
                continue;
            }
            for (ObjectNode other : Changes.of(whole, field)) {
                ActionRequest altered = Json.mapper().treeToValue(other, ActionRequest.class);
                assertFalse(altered.equals(signed), field);
                assertEquals("signature", first(altered), () -> field + " changed: " + other);
                changed++;
            }
        }
        assertTrue(changed >= 14, changed + " changes of " + fields);
    }

    private String first(ActionRequest request) {
        return Authority.of(operators, request, NOW).stream()
                .filter(Rule::blocks)
                .findFirst()
                .map(Rule::name)
                .orElse("none");
    }

    @Test
    void eachByteOfASignatureCounts() throws Exception {
        ActionRequest signed = Signed.sign(request(), alice);
        byte[] signature = Base64.getDecoder().decode(signed.signature());
        for (int i = 0; i < signature.length; i++) {
            byte[] other = signature.clone();
            other[i] ^= 1;
            String text = Base64.getEncoder().encodeToString(other);
            assertEquals("signature", first(signed.signed("alice", alice.keyId(), text)));
        }
    }

    @Test
    void aSignatureOfNobodyHereIsRefused() throws Exception {
        TestOperator mallory = TestOperator.of("alice", OperatorRole.ADMIN);
        assertEquals("signature", first(Signed.sign(request(), mallory)));
        // With the name of a key that is known.
        ActionRequest forged = Signed.sign(request(), mallory);
        assertEquals("signature", first(forged.signed("alice", alice.keyId(), forged.signature())));
    }

    @Test
    void nobodySignsInAnothersName() throws Exception {
        ActionRequest signed = Signed.sign(request(), alice.as("bob", OperatorRole.OPERATOR));
        assertEquals("signature", first(signed));
    }

    @Test
    void anUnsignedRequestIsRefusedWhereThereAreOperators() {
        assertEquals(List.of("signature: none"), broken(operators, request()));
    }

    @Test
    void aViewerAsksForNothing() throws Exception {
        assertEquals(List.of("role: vera is VIEWER"), broken(operators, Signed.sign(request(), vera)));
    }

    @Test
    void aRevokedKeySignsNothing() throws Exception {
        ActionRequest signed = Signed.sign(request(), alice);
        Map<String, OperatorRecord> byKey = new LinkedHashMap<>(operators.byKey());
        byKey.put(alice.keyId(), alice.record().revoked(NOW, "bob"));
        assertTrue(broken(Operators.of(byKey), signed).get(0).contains("revoked"));
    }

    @Test
    void whatWasSignedForAnotherClusterIsWorthNothingHere() throws Exception {
        ActionRequest elsewhere = Signed.sign(request(), alice.enrolled("in another cluster"));
        assertEquals("signature", first(elsewhere));
    }

    @Test
    void aRequestThatIsGoodForVeryLongIsRefused() throws Exception {
        ObjectNode tree = Canonical.tree(request());
        tree.put("expiresAt", NOW + Authority.LONGEST_MILLIS + 1);
        ActionRequest longest = Json.mapper().treeToValue(tree, ActionRequest.class);
        assertEquals("asked for lately", first(Signed.sign(longest, alice)));
    }

    @Test
    void aKindOfDocumentCannotPassForAnother() throws Exception {
        AbortRequest abort =
                Signed.sign(new AbortRequest("s1", ORDERS, "x", "wrong group", new Hlc(NOW, 0), null, null), alice);
        assertNull(Authority.refusal(operators, abort));
        Approval approval = new Approval(
                "s1",
                ORDERS,
                Signed.digest(request()),
                "alice",
                abort.at(),
                alice.keyId(),
                String.valueOf(abort.signature()));
        assertTrue(Authority.second(operators, Signed.sign(request(), bob), approval)
                .blocks());
    }

    @Test
    void anAbortIsSignedToo() throws Exception {
        AbortRequest bare = new AbortRequest("s1", ORDERS, "alice", "wrong group", new Hlc(NOW, 0), null, null);
        assertNotNull(Authority.refusal(operators, bare));
        assertNull(Authority.refusal(operators, Signed.sign(bare, alice)));
        assertNotNull(Authority.refusal(operators, Signed.sign(bare, vera)));
        AbortRequest signed = Signed.sign(bare, alice);
        AbortRequest other = new AbortRequest(
                "s2", ORDERS, signed.operator(), signed.reason(), signed.at(), signed.keyId(), signed.signature());
        assertNotNull(Authority.refusal(operators, other));
    }

    @Test
    void theSecondSignatureIsAnotherOperatorsUnderTheSameRequest() throws Exception {
        ActionRequest signed = Signed.sign(request(), alice);
        assertFalse(Authority.second(operators, signed, Signed.approve(signed, signed.requestedAt(), bob))
                .blocks());
        assertTrue(Authority.second(operators, signed, Signed.approve(signed, signed.requestedAt(), alice))
                .blocks());
        assertTrue(Authority.second(operators, signed, Signed.approve(signed, signed.requestedAt(), vera))
                .blocks());
        ActionRequest other = Signed.sign(request(), bob);
        assertTrue(Authority.second(operators, signed, Signed.approve(other, signed.requestedAt(), bob))
                .blocks());
        // A second key of the same person is no second person.
        TestOperator again = TestOperator.of("alice", OperatorRole.OPERATOR);
        Operators both = known(alice, bob, again);
        assertTrue(Authority.second(both, signed, Signed.approve(signed, signed.requestedAt(), again))
                .blocks());
    }
}
