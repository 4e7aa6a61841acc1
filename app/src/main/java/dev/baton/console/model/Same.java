package dev.baton.console.model;

import org.jspecify.annotations.Nullable;

/** Whether two references are to one object: the fold's cheap "nothing changed". */
final class Same {
    private Same() {}

    @SuppressWarnings("ReferenceEquality") // that is the question
    static boolean object(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }
}
