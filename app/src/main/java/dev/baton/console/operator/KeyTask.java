package dev.baton.console.operator;

import dev.baton.console.identity.Identity;
import dev.baton.console.identity.Standing;

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

    String hint() {
        return hint;
    }

    boolean makes() {
        return this == CREATE;
    }

    boolean fresh() {
        return this == CREATE || this == CHANGE;
    }

    /** Whether it makes sense as things stand. */
    boolean offered(Identity identity) {
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
            case ROTATE -> usable && (state == Standing.State.LOCKED || state == Standing.State.UNLOCKED);
            case CHANGE -> usable;
        };
    }
}
