package dev.baton.console.action;

import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.Standing;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.ActionRequest;
import dev.baton.model.OperatorRole;

/** Whether who looks may act, by the cluster's operators; where not, who may and how to get it. Pure. */
public final class Rights {
    private Rights() {}

    /** May that be asked for? A key that is locked is no hindrance: the dialog asks for its passphrase. */
    public static Availability of(Standing standing, OperatorRole needed) {
        if (standing.may(needed)) {
            return Availability.YES;
        }
        String id =
                standing.key() == null ? "" : KeyFace.shortened(standing.key().keyId());
        return Availability.no(
                switch (standing.state()) {
                    case OPEN, UNREAD -> Messages.of("who.no.unread");
                    case NO_KEY -> Messages.of("who.no.key");
                    case UNUSABLE -> standing.problem();
                    case UNKNOWN -> Messages.of("who.no.unknown", id, standing.name());
                    case REVOKED -> Messages.of("who.no.revoked", id, standing.name());
                    case LOCKED, UNLOCKED ->
                        Messages.of(
                                "who.no.role",
                                standing.name(),
                                standing.role() == null ? Messages.of("words.nobody") : Words.lower(standing.role()),
                                Words.lower(needed));
                });
    }

    /** May that be signed as the second operator? */
    public static Availability second(Standing standing, ActionRequest request) {
        Availability may = of(standing, OperatorRole.OPERATOR);
        if (!may.allowed()) {
            return may;
        }
        boolean same = standing.name().equals(request.operator())
                || (standing.key() != null && standing.key().keyId().equals(request.keyId()));
        return same ? Availability.no(Messages.of("who.no.second", request.operator())) : Availability.YES;
    }
}
