package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What came of planning an action anew, in words. Pure.
 *
 * @param said what the operator must read next; empty for nothing
 * @param subtitle what stands beside the title
 */
record Replanned(Found found, String said, String subtitle) {
    /** Why it is planned anew. */
    enum Why {
        CHOSEN,
        LOOKED,
        DRY
    }

    enum Found {
        /** Nothing else to be shown: the same plan, or none at all. */
        SAME,
        /** A plan to be shown. */
        OTHER,
        /** A plan to be shown, and what was typed was typed for another one. */
        MOVED
    }

    /** {@code said} and {@code subtitle} as they are until now. */
    static Replanned of(Why why, @Nullable Plan was, Plan made, String said, String subtitle) {
        String what = "";
        String says = "";
        if (why == Why.LOOKED && was != null) {
            what = Moved.between(was, made);
            says = what.isEmpty() ? said : Messages.of("act.moved", what);
        }
        if (made.equals(was) && why != Why.DRY) {
            return new Replanned(Found.SAME, says, subtitle);
        }
        return new Replanned(what.isEmpty() ? Found.OTHER : Found.MOVED, says, beside(why, made, subtitle));
    }

    private static String beside(Why why, Plan made, String before) {
        String about = Messages.of("act.planned", Subtitle.about(made), made.epoch());
        if (why == Why.DRY) {
            return Messages.of(made.blocked() ? "act.dry.no" : "act.dry.yes", about);
        }
        return before.startsWith(about) ? before : about;
    }
}
