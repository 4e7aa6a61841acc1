package dev.baton.console.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.authority.Authority;
import dev.baton.console.SampleOperators;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of who would sign it. */
final class StandingRulesTest {
    @TempDir
    Path dir;

    private static List<Rule> of(Identity identity) {
        return StandingRules.of(identity.standing(), OperatorRole.OPERATOR);
    }

    private static Identity fixed(KeyHolder holder, OperatorBook book) {
        return Identity.fixed(holder, "oncall", book);
    }

    @Test
    void aClusterWithoutOperatorsAsksForNothing() throws Exception {
        assertEquals(List.of(), StandingRules.of(Standing.open("oncall"), OperatorRole.OPERATOR));
    }

    @Test
    void aViewerIsBlockedByTheRoleAndTheRuleSaysWhichOneItTakes() throws Exception {
        Rule role = of(SampleOperators.identity(SampleOperators.key(dir, "vera"), OperatorRole.VIEWER))
                .getLast();
        assertEquals(Rule.of(Authority.ROLE, "OPERATOR or above", "vera is VIEWER", false), role);
    }

    @Test
    void aLockedKeyBlocksNothingAndSaysWhatIsMissing() throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "bob");
        Identity bob = SampleOperators.identity(holder, OperatorRole.OPERATOR);
        List<Rule> locked = of(bob);
        assertEquals(
                List.of(Authority.SIGNATURE, Authority.ROLE),
                locked.stream().map(Rule::name).toList());
        assertEquals(Rule.State.WARN, locked.getFirst().state());
        assertTrue(
                locked.getFirst().actual().endsWith("of bob is locked: passphrase needed"),
                locked.getFirst().actual());
        assertFalse(locked.stream().anyMatch(Rule::blocks));
        var _ = holder.unlock(SampleOperators.PASSPHRASE.toCharArray(), false);
        assertTrue(of(bob).stream().allMatch(rule -> rule.state() == Rule.State.OK), () -> "" + of(bob));
    }

    @Test
    void whatNoAgentWouldTakeIsBlockedByTheSignatureAloneWithWhatToDo() throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "bob");
        OperatorBook others = SampleOperators.book(null, OperatorRole.ADMIN, false);
        OperatorBook revoked =
                SampleOperators.book(Objects.requireNonNull(holder.held().face()), OperatorRole.ADMIN, true);
        blocked(fixed(holder, others), "which no operator here has: an admin adds it");
        blocked(fixed(holder, revoked), "which is revoked");
        blocked(fixed(SampleOperators.holder(dir.resolve("none.p12")), others), "no operator's key here: create one");
        blocked(fixed(holder, OperatorBook.EMPTY), "were not read yet");
    }

    private static void blocked(Identity identity, String words) {
        List<Rule> rules = of(identity);
        assertEquals(1, rules.size(), () -> "" + rules);
        assertEquals(Authority.SIGNATURE, rules.getFirst().name());
        assertTrue(rules.getFirst().blocks());
        assertTrue(rules.getFirst().actual().contains(words), rules.getFirst()::actual);
    }
}
