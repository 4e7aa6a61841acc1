package dev.baton.cli;

import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.Standing;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who one is in a cluster, and what to do about it, for a person at a terminal. */
final class StandingText {
    private StandingText() {}

    static String role(OperatorRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Why it may not, and how to get there. */
    static String refusal(Standing now, OperatorRole needed, OperatorBook book) {
        String admins = admins(book);
        String ask = "an admin adds it with 'baton operator add --name NAME --role " + role(needed)
                + " --public-key KEY'" + (admins.isEmpty() ? "" : "; admins: " + admins);
        return switch (now.state()) {
            case OPEN -> "this cluster has no operators";
            case UNREAD -> "the operators of this cluster were not read";
            case NO_KEY ->
                "this cluster takes signed requests alone, and here is no operator's key. 'baton operator create --name "
                        + now.name() + "' makes one; " + ask;
            case UNUSABLE -> now.problem();
            case UNKNOWN ->
                "this cluster does not know the key " + id(now) + " of " + now.name() + "; " + ask
                        + ". 'baton operator whoami' shows KEY";
            case REVOKED -> "the key " + id(now) + " of " + now.name() + " was revoked; make another one: " + ask;
            case LOCKED, UNLOCKED ->
                now.name() + " is " + (now.role() == null ? "nobody" : role(now.role())) + " here: expected "
                        + role(needed) + (admins.isEmpty() ? "" : "; admins: " + admins);
        };
    }

    static String id(Standing now) {
        return now.key() == null ? "(unknown)" : KeyFace.shortened(now.key().keyId());
    }

    private static String admins(OperatorBook book) {
        return book.entries().values().stream()
                .map(OperatorBook.Entry::record)
                .filter(each -> !each.revoked() && each.role() == OperatorRole.ADMIN)
                .map(OperatorRecord::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
