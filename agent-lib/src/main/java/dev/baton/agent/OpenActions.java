package dev.baton.agent;

import dev.baton.protocol.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which actions the core is told of: the one that open-action names, in whichever order the two nodes are read, and those that have ended. The
 * core holds one action; a record that nobody opened, put there by hand, must not take the place of the one that is under way.
 *
 * <p>Not thread-safe.
 */
final class OpenActions {
    /** Unfinished records that nobody opened are made by hand only; the oldest of too many is forgotten. */
    private static final int MOST = 256;

    private final Map<String, Input.ActionSeen> unfinished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Input.ActionSeen> eldest) {
            return size() > MOST;
        }
    };
    private @Nullable String open;

    /** What the core is told instead of this input, in that order. */
    List<Input> told(Input input) {
        if (input instanceof Input.OpenActionSeen seen) {
            open = seen.open().id();
            Input.ActionSeen known = open == null ? null : unfinished.get(open);
            return known == null ? List.of(seen) : List.of(seen, known);
        }
        if (input instanceof Input.ActionSeen seen) {
            String id = seen.action().request().id();
            if (seen.action().ended()) {
                unfinished.remove(id);
                return List.of(seen);
            }
            unfinished.remove(id); // So that it is the newest again.
            unfinished.put(id, seen);
            return id.equals(open) ? List.of(seen) : List.of();
        }
        return List.of(input);
    }
}
