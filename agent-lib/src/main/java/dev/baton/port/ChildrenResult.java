package dev.baton.port;

import java.util.List;

/** The answer to a listing, or that none came. */
public sealed interface ChildrenResult {
    record Found(List<String> names) implements ChildrenResult {
        public Found {
            names = List.copyOf(names);
        }
    }

    record Unknown(String detail) implements ChildrenResult {}
}
