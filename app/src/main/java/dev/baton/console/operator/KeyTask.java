package dev.baton.console.operator;

import dev.baton.console.identity.Identity;
import dev.baton.console.identity.Standing;
import dev.baton.model.OperatorRole;

/** What can be done with a key in this place. */
enum KeyTask {
    UNLOCK("who.do.unlock", "who.hint.unlock"),
    CREATE("who.do.create", "who.hint.create"),
    IMPORT("who.do.import", "who.hint.import"),
    ROTATE("who.do.rotate", "who.hint.rotate"),
    CHANGE("who.do.change", "who.hint.change");

    private final String title;
    private final String hint;

    KeyTask(String title, String hint) {
        this.title = title;
        this.hint = hint;
    }

    /** Of its button. */
    String id() {
        return switch (this) {
            case UNLOCK -> "taskUnlock";
            case CREATE -> "taskCreate";
            case IMPORT -> "taskImport";
            case ROTATE -> "taskRotate";
            case CHANGE -> "taskChange";
        };
    }

    String title() {
        return title;
    }

    String hint(Standing now) {
        return this == ROTATE && now.role() == OperatorRole.ADMIN ? "who.hint.rotate.admin" : hint;
    }

    boolean makes() {
        return this == CREATE;
    }

    boolean fresh() {
        return this == CREATE || this == CHANGE;
    }

    /** Whether it makes sense as things stand; {@code taken}: the cluster knows the key that waits. */
    boolean offered(Identity identity, boolean taken) {
        var holder = identity.holder();
        if (holder == null) {
            return false;
        }
        boolean there = holder.held().there();
        boolean usable = there && holder.held().problem().isEmpty();
        Standing.State state = identity.standing().state();
        return switch (this) {
            case UNLOCK -> usable && holder.held().key() == null;
            case CREATE, IMPORT -> !there;
            case ROTATE ->
                // The old one is revoked by the write that takes the new one.
                usable && (taken || state == Standing.State.LOCKED || state == Standing.State.UNLOCKED);
            case CHANGE -> usable;
        };
    }
}
