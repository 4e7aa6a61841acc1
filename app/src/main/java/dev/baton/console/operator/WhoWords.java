package dev.baton.console.operator;

import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.Standing;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;

/** A standing in words. Pure. */
public final class WhoWords {
    private WhoWords() {}

    /** As the badge at the top says it: "alice · operator · 9f3ca1b2". */
    public static String badge(Standing now) {
        return switch (now.state()) {
            case OPEN, UNREAD -> Messages.of("top.operator", now.name());
            case NO_KEY -> Messages.of("who.badge.nokey");
            case UNUSABLE -> Messages.of("who.badge.unusable");
            case UNKNOWN -> Messages.of("who.badge.unknown", now.name());
            case REVOKED -> Messages.of("who.badge.revoked", now.name());
            case LOCKED ->
                now.role() == null
                        ? Messages.of("who.badge.locked.unknown", now.name())
                        : Messages.of("who.badge.locked", now.name(), Words.lower(now.role()));
            case UNLOCKED ->
                Messages.of(
                        "who.badge.unlocked",
                        now.name(),
                        now.role() == null ? "" : Words.lower(now.role()),
                        now.key() == null ? "" : KeyFace.shortened(now.key().keyId()));
        };
    }

    /** What it means, and what to do next. */
    public static String state(Standing now) {
        String id = now.key() == null ? "" : KeyFace.shortened(now.key().keyId());
        return switch (now.state()) {
            case OPEN -> Messages.of("who.state.open");
            case UNREAD -> Messages.of("who.state.unread");
            case NO_KEY -> Messages.of("who.state.nokey");
            case UNUSABLE -> now.problem();
            case UNKNOWN -> Messages.of("who.state.unknown", id);
            case REVOKED -> Messages.of("who.state.revoked", id);
            case LOCKED -> Messages.of("who.state.locked");
            case UNLOCKED -> Messages.of("who.state.unlocked");
        };
    }

    /** How the badge looks; empty for as always. The words say it too. */
    public static String style(Standing now) {
        return switch (now.state()) {
            case OPEN, UNREAD, UNLOCKED -> "";
            case LOCKED -> "who-locked";
            case NO_KEY, UNUSABLE, UNKNOWN, REVOKED -> "who-bad";
        };
    }

    /** Name and role on one line; the name alone where there is no role. */
    static String person(Standing now) {
        return now.role() == null ? now.name() : Messages.of("who.person", now.name(), Words.lower(now.role()));
    }
}
