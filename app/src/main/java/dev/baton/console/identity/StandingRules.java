package dev.baton.console.identity;

import dev.baton.authority.Authority;
import dev.baton.console.theme.Messages;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.util.List;

/**
 * A standing as rules of a plan: those of {@link Authority} that a member checks first, as far as they can be told before anything is signed. A key
 * that is locked blocks nothing, since its passphrase can still be given. Pure.
 */
public final class StandingRules {
    private StandingRules() {}

    /** Signature, then role; where the former cannot be, nothing else is looked at. Empty where the cluster takes unsigned requests. */
    public static List<Rule> of(Standing standing, OperatorRole needed) {
        String id =
                standing.key() == null ? "" : KeyFace.shortened(standing.key().keyId());
        String name = standing.name();
        return switch (standing.state()) {
            case OPEN -> List.of();
            case UNREAD -> List.of(unsigned(Messages.of("who.rule.unread")));
            case NO_KEY -> List.of(unsigned(Messages.of("who.rule.none")));
            case UNUSABLE -> List.of(unsigned(standing.problem()));
            case UNKNOWN -> List.of(unsigned(Messages.of("who.rule.unknown", id, name)));
            case REVOKED -> List.of(unsigned(Messages.of("who.rule.revoked", id, name)));
            case LOCKED ->
                standing.key() == null
                        ? List.of(locked(Messages.of("who.rule.sealed")))
                        : List.of(locked(Messages.of("who.rule.locked", id, name)), role(standing, needed));
            case UNLOCKED ->
                List.of(signature(Messages.of("who.rule.by", name, id), Rule.State.OK), role(standing, needed));
        };
    }

    private static Rule role(Standing standing, OperatorRole needed) {
        OperatorRole has = standing.role();
        return Rule.of(
                Authority.ROLE,
                Messages.of("who.rule.needed", needed),
                Messages.of("who.rule.role", standing.name(), has == null ? Messages.of("words.nobody") : has),
                has != null && has.may(needed));
    }

    private static Rule unsigned(String found) {
        return signature(found, Rule.State.BLOCKED);
    }

    private static Rule locked(String found) {
        return signature(found, Rule.State.WARN);
    }

    private static Rule signature(String found, Rule.State state) {
        return new Rule(Authority.SIGNATURE, Messages.of("who.rule.signature"), found, state);
    }
}
