package dev.baton.lab.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.authority.Authority;
import dev.baton.authority.Canonical;
import dev.baton.authority.KeySigner;
import dev.baton.authority.Keys;
import dev.baton.authority.Signed;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import java.security.GeneralSecurityException;
import java.util.List;

/** Makes what an attacker puts in. Each would be carried out, were it not for the one thing that is wrong with it. */
final class Forger {
    private static final long DAYS_MILLIS = 10 * 86_400_000L;
    private static final long HOUR_MILLIS = 3_600_000L;

    private final Rng rng;

    Forger(Rng rng) {
        this.rng = rng;
    }

    /** @param wanted unsigned, and right in everything else */
    ActionRequest request(Forgery how, ActionRequest wanted) throws GeneralSecurityException {
        return switch (how) {
            case UNSIGNED -> wanted;
            case WRONG_KEY -> {
                ActionRequest named = named(wanted, Person.ALICE.key);
                yield with(named, signature(Person.MALLORY, Signed.canonical(named, Person.ALICE.key.enrolment())));
            }
            case UNKNOWN_KEY -> Signed.sign(wanted, Person.MALLORY.key);
            case OTHER_NAME -> {
                ActionRequest named = wanted.signed(Person.BOB.key.name(), Person.ALICE.key.keyId(), null);
                yield with(named, signature(Person.ALICE, Signed.canonical(named, Person.ALICE.key.enrolment())));
            }
            case VIEWER -> Signed.sign(wanted, Person.VERA.key);
            case OTHER_CLUSTER -> Signed.sign(wanted, Person.ALICE.elsewhere());
            case REVOKED -> Signed.sign(wanted, Person.CAROL.key);
            case ALTERED, RENAMED ->
                with(
                        named(wanted, Person.ALICE.key),
                        String.valueOf(Signed.sign(other(wanted, how == Forgery.RENAMED), Person.ALICE.key)
                                .signature()));
            case EXPIRED -> valid(wanted, -DAYS_MILLIS, -DAYS_MILLIS + 15_000);
            case VALID_TOO_LONG -> valid(wanted, 0, Authority.LONGEST_MILLIS + 1);
            case FROM_THE_FUTURE -> valid(wanted, HOUR_MILLIS, HOUR_MILLIS + 15_000);
        };
    }

    private static ActionRequest valid(ActionRequest wanted, long from, long until) throws GeneralSecurityException {
        long now = wanted.requestedAt().millis();
        ObjectNode tree = Canonical.tree(wanted);
        at(tree, now + from).put("expiresAt", now + until);
        return Signed.sign(read(tree), Person.ALICE.key);
    }

    /** The same with one field otherwise: what was really signed. */
    private ActionRequest other(ActionRequest wanted, boolean id) {
        ObjectNode tree = Canonical.tree(wanted);
        switch (id ? 0 : 1 + rng.below(9)) {
            case 0 -> tree.put("id", wanted.id() + "-before");
            case 1, 2 -> tree.put("target", "orders-other");
            case 3 -> tree.put("kind", wanted.kind().handsOver() ? "PAUSE" : "SWITCHOVER");
            case 4 -> tree.put("seenEpoch", wanted.seenEpoch().value() + 1);
            case 5 -> tree.put("seenLeadershipVersion", wanted.seenLeadershipVersion() + 1);
            case 6 -> tree.put("expiresAt", wanted.expiresAt() - 1);
            case 7 -> {
                if (wanted.overrides().isEmpty()) {
                    tree.putArray("overrides").add(ActionRequest.CONFIRM_OFF);
                } else {
                    tree.putArray("overrides");
                }
            }
            case 8 -> tree.put("reason", wanted.reason() + " no more");
            default -> at(tree, wanted.requestedAt().millis() - 1);
        }
        return read(tree);
    }

    private static ObjectNode at(ObjectNode tree, long millis) {
        tree.putObject("requestedAt").put("millis", millis).put("counter", 0);
        return tree;
    }

    private static ActionRequest read(ObjectNode tree) {
        try {
            return Json.mapper().treeToValue(tree, ActionRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ActionRequest named(ActionRequest wanted, KeySigner as) {
        return wanted.signed(as.name(), as.keyId(), null);
    }

    private static ActionRequest with(ActionRequest named, String signature) {
        return named.signed(named.operator(), String.valueOf(named.keyId()), signature);
    }

    private static String signature(Person by, byte[] canonical) throws GeneralSecurityException {
        return Keys.sign(by.key.secret(), canonical);
    }

    /** A wish that this action ends, by nobody who may have it. */
    AbortRequest abort(ActionRequest action, Hlc at) throws GeneralSecurityException {
        String name = Person.ALICE.key.name();
        AbortRequest bare = new AbortRequest(action.id(), action.group(), name, "stop", at, null, null);
        return switch (rng.below(4)) {
            case 0 -> bare;
            case 1 -> Signed.sign(bare, Person.VERA.key);
            case 2 -> Signed.sign(bare, Person.MALLORY.key);
            default -> { // Of another action.
                AbortRequest other = Signed.sign(
                        new AbortRequest("another", action.group(), name, "stop", at, null, null), Person.ALICE.key);
                yield new AbortRequest(action.id(), action.group(), name, "stop", at, other.keyId(), other.signature());
            }
        };
    }

    /** A second signature that is none. */
    Approval approval(ActionRequest action, Hlc at) throws GeneralSecurityException {
        Approval other = Signed.approve(action, at, Person.BOB.key);
        return switch (rng.below(4)) {
            case 0 ->
                new Approval(other.action(), other.group(), other.request(), other.operator(), at, other.keyId(), "");
            case 1 -> Signed.approve(action, at, Person.VERA.key);
            case 2 -> Signed.approve(action, at, Person.MALLORY.key);
            default -> { // Under another request of that name.
                List<String> more = List.of(ActionRequest.POWER_OFF);
                ObjectNode tree = Canonical.tree(action);
                tree.putArray("overrides").add(action.overrides().isEmpty() ? more.get(0) : "none");
                yield Signed.approve(read(tree), at, Person.BOB.key);
            }
        };
    }
}
