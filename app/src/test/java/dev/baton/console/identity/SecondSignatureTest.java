package dev.baton.console.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.authority.Authority;
import dev.baton.authority.KeySigner;
import dev.baton.authority.Signed;
import dev.baton.console.SampleOperators;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.MemberId;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the second operator is told of the first one's signature, and of their own. */
final class SecondSignatureTest {
    private static final long NOW = 1_000_000;
    private static final String ALICE = KeyFace.shortened(SampleOperators.ALICE.keyId());

    @TempDir
    Path dir;

    private Standing bob = Standing.open("bob");
    private OperatorBook book = OperatorBook.EMPTY;

    @BeforeEach
    void bobStands() throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "bob");
        var _ = holder.unlock(SampleOperators.PASSPHRASE.toCharArray(), false);
        Identity identity = SampleOperators.identity(holder, OperatorRole.OPERATOR);
        bob = identity.standing();
        book = identity.book();
    }

    private static ActionRequest request(String target) {
        return new ActionRequest(
                "s-1",
                new GroupId("orders"),
                ActionKind.SWITCHOVER,
                new MemberId(target),
                new Epoch(2),
                5,
                "patching",
                "alice",
                new Hlc(NOW - 1_000, 0),
                NOW + 60_000,
                List.of(),
                null,
                null);
    }

    private List<Rule> rules(ActionRequest request, OperatorBook known, Standing who) {
        return new SecondSignature(request).rules(List.of(), new Epoch(2), 5, known, who, NOW);
    }

    private void blocked(ActionRequest request, OperatorBook known, String found) {
        Rule first = rules(request, known, bob).getFirst();
        assertEquals(Authority.SIGNATURE, first.name());
        assertTrue(first.blocks() && first.actual().contains(found), first::toString);
    }

    @Test
    void theFirstSignatureIsVerifiedWithTheKeyThatTheClusterKnows() {
        List<Rule> rules = rules(SampleOperators.byAlice(request("orders-b")), book, bob);
        assertEquals(
                List.of(Authority.SIGNATURE, Authority.ROLE, Authority.SECOND, "as alice was shown it"),
                rules.stream().map(Rule::name).toList());
        assertEquals(
                "signed by alice, key " + ALICE + ", verified", rules.getFirst().actual());
        assertTrue(rules.stream().allMatch(rule -> rule.state() == Rule.State.OK), rules::toString);
    }

    @Test
    void aForgedOneIsNamedAndBlocks() throws Exception {
        var mallory = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        ActionRequest forged =
                Signed.sign(request("orders-b"), new KeySigner(SampleOperators.ALICE, mallory.getPrivate()));
        blocked(forged, book, "not that of alice's key over this request");
        blocked(request("orders-b"), book, "none");
    }

    @Test
    void aPlanThatWasAlteredSinceIsNamedAndBlocks() {
        ActionRequest signed = SampleOperators.byAlice(request("orders-b"));
        ActionRequest altered = request("orders-c").signed("alice", SampleOperators.ALICE.keyId(), signed.signature());
        blocked(altered, book, "not that of alice's key over this request");
    }

    @Test
    void whoWasRevokedOrDemotedSinceIsNamedAndBlocksAsSoonAsTheBookSaysSo() {
        SecondSignature second = new SecondSignature(SampleOperators.byAlice(request("orders-b")));
        assertTrue(second.rules(List.of(), new Epoch(2), 5, book, bob, NOW).stream()
                .noneMatch(Rule::blocks));
        OperatorBook revoked = SampleOperators.with(book, SampleOperators.ALICE.revoked(NOW, "dora"));
        Rule first = second.rules(List.of(), new Epoch(2), 5, revoked, bob, NOW).getFirst();
        assertTrue(first.blocks() && first.actual().endsWith("of alice, which is revoked"), first::toString);
        OperatorRecord was = SampleOperators.ALICE;
        OperatorBook demoted = SampleOperators.with(
                book,
                new OperatorRecord(
                        was.keyId(),
                        was.name(),
                        OperatorRole.VIEWER,
                        was.publicKey(),
                        was.enrolment(),
                        1,
                        "dora",
                        null,
                        null));
        assertEquals(
                Rule.of(Authority.ROLE, "OPERATOR", "alice is VIEWER", false),
                second.rules(List.of(), new Epoch(2), 5, demoted, bob, NOW).get(1));
    }

    @Test
    void whoAskedAndWhoMayNotCannotBeTheSecond() {
        ActionRequest request = SampleOperators.byAlice(request("orders-b"));
        KeyFace own = new KeyFace("alice", SampleOperators.ALICE.keyId(), SampleOperators.ALICE.publicKey());
        second(request, Standing.of(book, true, own, true, "", "oncall"), "alice, who asked for it");
        second(request, Standing.of(book, false, null, false, "", "oncall"), "no operator's key here");
        second(request, Standing.open("oncall"), "this cluster has no operators");
    }

    private void second(ActionRequest request, Standing who, String found) {
        Rule rule = rules(request, book, who).stream()
                .filter(each -> each.name().equals(Authority.SECOND))
                .findFirst()
                .orElseThrow();
        assertTrue(rule.blocks() && rule.actual().contains(found), rule::toString);
    }
}
