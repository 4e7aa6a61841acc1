package dev.baton.authority;

import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may ask for what they ask for. The rules come in the order in which they are checked: signature, then role; expiry, single use
 * and versions follow (dev.baton.protocol.Rules). After one that is broken nothing else that the request says is worth looking at.
 *
 * <p>Pure. To verify a signature takes about 0.6 ms once the code is warm (bench/signing).
 */
public final class Authority {
    public static final String SIGNATURE = "signature";
    public static final String ROLE = "role";
    public static final String SECOND = "second signature";
    /** How long before its expiry a request may have been signed: so long it must be remembered that it was used. */
    public static final long LONGEST_MILLIS = 3_600_000L;
    /** How far a console's clock may be ahead of an agent's. */
    private static final long AHEAD_MILLIS = 60_000L;

    private Authority() {}

    /** The rules for a request; empty where the cluster takes unsigned ones. */
    public static List<Rule> of(Operators operators, ActionRequest request, long wallMillis) {
        if (operators.open()) {
            return List.of();
        }
        Found found = find(
                operators,
                request.keyId(),
                request.operator(),
                request.signature(),
                enrolment -> Signed.canonical(request, enrolment));
        if (found.operator() == null || found.rule().blocks()) {
            return List.of(found.rule());
        }
        Rule role = role(found.operator(), OperatorRole.OPERATOR);
        return role.blocks() ? List.of(found.rule(), role) : List.of(found.rule(), role, validity(request, wallMillis));
    }

    /** What keeps an abort from being taken; null where nothing does. */
    public static @Nullable Refusal refusal(Operators operators, AbortRequest abort) {
        if (operators.open()) {
            return null;
        }
        return refusal(find(
                operators,
                abort.keyId(),
                abort.operator(),
                abort.signature(),
                enrolment -> Signed.canonical(abort, enrolment)));
    }

    /** The rule of four eyes: the approval is a second operator's and of exactly this request. */
    public static Rule second(Operators operators, ActionRequest request, Approval approval) {
        String expected = "by another operator than " + request.operator() + ", under this request";
        Refusal refusal = refusal(find(
                operators,
                approval.keyId(),
                approval.operator(),
                approval.signature(),
                enrolment -> Signed.canonical(approval, enrolment)));
        if (refusal != null) {
            return Rule.of(SECOND, expected, refusal.toString(), false);
        }
        boolean other = !approval.keyId().equals(request.keyId())
                && !approval.operator().equals(request.operator());
        if (!other) {
            return Rule.of(SECOND, expected, "by " + approval.operator() + ", who asked for it", false);
        }
        boolean same = approval.action().equals(request.id())
                && approval.group().equals(request.group())
                && approval.request().equals(Signed.digest(request));
        return Rule.of(
                SECOND,
                expected,
                same ? "by " + approval.operator() + ", key " + approval.keyId() : "under another request",
                same);
    }

    private static @Nullable Refusal refusal(Found found) {
        if (found.operator() == null || found.rule().blocks()) {
            return found.rule().refusal();
        }
        Rule role = role(found.operator(), OperatorRole.OPERATOR);
        return role.blocks() ? role.refusal() : null;
    }

    private record Found(Rule rule, @Nullable OperatorRecord operator) {}

    private interface Form {
        byte[] canonical(String enrolment);
    }

    private static Found find(
            Operators operators, @Nullable String keyId, String name, @Nullable String signature, Form form) {
        if (keyId == null || signature == null) {
            return refused("none");
        }
        OperatorRecord operator = operators.byKey().get(keyId);
        if (operator == null) {
            return refused("by key " + shortened(keyId) + ", which no operator here has");
        }
        if (operator.revoked()) {
            return refused("by key " + keyId + " of " + operator.name() + ", which is revoked");
        }
        if (!operator.name().equals(name)) {
            return refused("by the key of " + operator.name() + " for " + shortened(name));
        }
        try {
            byte[] canonical = form.canonical(operator.enrolment());
            if (!Keys.verify(Keys.publicKey(operator.publicKey()), canonical, signature)) {
                return refused("not that of " + operator.name() + "'s key over this request");
            }
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return refused(shortened(String.valueOf(malformed.getMessage())));
        }
        return new Found(Rule.of(SIGNATURE, EXPECTED, "by " + name + ", key " + keyId, true), operator);
    }

    private static final String EXPECTED = "by an operator's key, over the whole request";

    private static Found refused(String actual) {
        return new Found(Rule.of(SIGNATURE, EXPECTED, actual, false), null);
    }

    private static Rule role(OperatorRecord operator, OperatorRole needed) {
        return Rule.of(
                ROLE,
                needed.name(),
                operator.name() + " is " + operator.role(),
                operator.role().may(needed));
    }

    /** Whether it says that it is good for longer than any request may be. */
    public static boolean tooLong(ActionRequest request) {
        return request.expiresAt() - request.requestedAt().millis() > LONGEST_MILLIS;
    }

    private static Rule validity(ActionRequest request, long wallMillis) {
        long asked = request.requestedAt().millis();
        boolean holds = asked <= wallMillis + AHEAD_MILLIS && !tooLong(request);
        return Rule.of(
                "asked for lately",
                "at most " + LONGEST_MILLIS / 60_000 + " min before it expires, and not in the future",
                "asked for at " + asked + " ms, expires at " + request.expiresAt() + " ms",
                holds);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
