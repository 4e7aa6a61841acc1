package dev.baton.authority;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.fuzz.Documents;
import dev.baton.fuzz.Fuzz;
import dev.baton.fuzz.Samples;
import dev.baton.fuzz.Trees;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was signed and then changed anywhere is refused, or is what was signed. */
class AuthorityFuzzTest {
    private static final TestOperator ONCALL = TestOperator.of("oncall", OperatorRole.OPERATOR);
    private static final TestOperator SECOND = TestOperator.of("second", OperatorRole.OPERATOR);
    private static final Operators OPERATORS =
            Operators.of(Map.of(ONCALL.keyId(), ONCALL.record(), SECOND.keyId(), SECOND.record()));
    private static final long NOW = Samples.request().requestedAt().millis() + 1_000;

    @Test
    void aChangedRequestAbortOrApprovalIsRefusedOrSaysWhatWasSigned() throws GeneralSecurityException {
        ActionRequest request = Signed.sign(Samples.request(), ONCALL);
        AbortRequest abort = Signed.sign(
                new AbortRequest(request.id(), request.group(), "oncall", "no", Hlc.ZERO, null, null), ONCALL);
        Approval approval = Signed.approve(request, new Hlc(NOW, 0), SECOND);
        List<Documents> all = List.of(Documents.of(request), Documents.of(abort), Documents.of(approval));
        long[] accepted = new long[2];
        Fuzz.run("signatures", 20, (random, input) -> {
            int kind = random.nextInt(3);
            byte[] data = input.reads("signed", all.get(kind).broken(random));
            try {
                switch (kind) {
                    case 0 -> {
                        ActionRequest read = Json.read(data, ActionRequest.class, "x");
                        List<Rule> rules = Authority.of(OPERATORS, read, NOW);
                        assertTrue(!rules.isEmpty(), "a request without a rule");
                        if (rules.stream().noneMatch(Rule::blocks)) {
                            accepted[0]++;
                            assertEquals(unsigned(request), unsigned(read));
                        } else {
                            accepted[1]++;
                            rules.forEach(rule -> assertTrue(rule.actual().length() < 400, rule::actual));
                        }
                    }
                    case 1 -> {
                        AbortRequest read = Json.read(data, AbortRequest.class, "x");
                        if (Authority.refusal(OPERATORS, read) == null) {
                            assertArrayEquals(
                                    Signed.canonical(abort, ONCALL.enrolment()),
                                    Signed.canonical(read, ONCALL.enrolment()));
                        }
                    }
                    default -> {
                        Approval read = Json.read(data, Approval.class, "x");
                        Rule rule = Authority.second(OPERATORS, request, read);
                        if (!rule.blocks()) {
                            assertArrayEquals(
                                    Signed.canonical(approval, SECOND.enrolment()),
                                    Signed.canonical(read, SECOND.enrolment()));
                        }
                    }
                }
            } catch (Json.MalformedException refused) {
                // As it should be.
            }
        });
        assertTrue(accepted[0] > 0 && accepted[1] > 0, () -> accepted[0] + " accepted, " + accepted[1] + " refused");
    }

    private static ActionRequest unsigned(ActionRequest request) {
        return request.signed(request.operator(), String.valueOf(request.keyId()), null);
    }

    @Test
    void theCanonicalFormIsTheSameForTheSameContentOnly() {
        List<JsonNode> trees =
                Samples.stored().stream().map(each -> Documents.of(each).tree()).toList();
        Fuzz.run("canonical", 60, (random, input) -> {
            JsonNode tree = Trees.broken(trees.get(random.nextInt(trees.size())), random);
            input.reads("tree", new byte[100]);
            byte[] form;
            try {
                form = Canonical.bytes(tree);
            } catch (IllegalArgumentException refused) {
                assertTrue(String.valueOf(refused.getMessage()).length() < 300, refused::getMessage);
                return;
            }
            input.reads("canonical", form);
            JsonNode again = parsed(form);
            assertArrayEquals(form, Canonical.bytes(again), "it is not its own canonical form");
            assertEquals(parsed(Json.bytes(tree)), again, () -> "another content than " + new String(form, UTF_8));
        });
    }

    private static JsonNode parsed(byte[] json) throws IOException {
        return Json.mapper().readTree(json);
    }
}
