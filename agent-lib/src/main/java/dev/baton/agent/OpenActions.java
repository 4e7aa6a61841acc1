package dev.baton.agent;

import dev.baton.protocol.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which actions the core is told of: the one that open-action names, in whichever order its nodes are read, and those that have ended. The
 * core holds one action; a record that nobody opened, put there by hand, must not take the place of the one that is under way.
 *
 * <p>Not thread-safe.
 */
public final class OpenActions {
    /** Unfinished records that nobody opened are made by hand only; the oldest of too many is forgotten. */
    private static final int MOST = 256;

    private final Newest<Input.ActionSeen> unfinished = new Newest<>();
    private final Newest<Input.AbortSeen> aborts = new Newest<>();
    private final Newest<Input.ApprovalSeen> approvals = new Newest<>();

    private static final class Newest<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }

        /** So that it is the newest again. */
        void anew(String id, T what) {
            remove(id);
            put(id, what);
        }
    }

    private @Nullable String open;

    /** What the core is told instead of this input, in that order. */
    public List<Input> told(Input input) {
        if (input instanceof Input.OpenActionSeen seen) {
            open = seen.open().id();
            return Stream.<Input>of(seen, unfinished.get(open), aborts.get(open), approvals.get(open))
                    .filter(Objects::nonNull)
                    .toList();
        }
        if (input instanceof Input.AbortSeen seen) {
            aborts.anew(seen.abort().action(), seen);
            return seen.abort().action().equals(open) ? List.of(seen) : List.of();
        }
        if (input instanceof Input.ApprovalSeen seen) {
            approvals.anew(seen.approval().action(), seen);
            return seen.approval().action().equals(open) ? List.of(seen) : List.of();
        }
        if (input instanceof Input.ActionSeen seen) {
            String id = seen.action().request().id();
            if (seen.action().ended()) {
                unfinished.remove(id);
                aborts.remove(id);
                approvals.remove(id);
                return List.of(seen);
            }
            unfinished.anew(id, seen);
            return id.equals(open) ? List.of(seen) : List.of();
        }
        return List.of(input);
    }
}
