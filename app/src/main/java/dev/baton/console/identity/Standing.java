package dev.baton.console.identity;

import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import org.jspecify.annotations.Nullable;

/**
 * Who this process is in a cluster, and what it may. Pure.
 *
 * @param name of the operator: as the cluster knows it, else as the key says it, else the system's
 * @param key what may be known of the key; absent where there is none, or it does not say while it is locked
 * @param role in this cluster; absent where it has none
 * @param problem what is wrong with the key file; empty for nothing
 */
public record Standing(
        State state,
        String name,
        @Nullable KeyFace key,
        @Nullable OperatorRole role,
        String problem) {
    /** How far it is. */
    public enum State {
        /** The cluster has no operators: whoever reaches its store may act. */
        OPEN,
        /** The cluster's operators were not read yet. */
        UNREAD,
        /** The cluster has operators, and here is no key. */
        NO_KEY,
        /** There is a key file that cannot be used. */
        UNUSABLE,
        /** The cluster does not know the key. */
        UNKNOWN,
        REVOKED,
        /** Known, but the passphrase was not given yet. */
        LOCKED,
        UNLOCKED
    }

    /** Before anything is known; for sources without operators. */
    public static Standing open(String name) {
        return new Standing(State.OPEN, name, null, null, "");
    }

    /**
     * As of what is known.
     *
     * @param there whether there is a key file
     * @param unlocked whether its key can sign
     */
    public static Standing of(
            OperatorBook book, boolean there, @Nullable KeyFace key, boolean unlocked, String problem, String system) {
        String own = key == null || key.name().isEmpty() ? system : key.name();
        if (!book.signed()) {
            return new Standing(book.read() ? State.OPEN : State.UNREAD, system, key, null, problem);
        }
        if (!there) {
            return new Standing(State.NO_KEY, system, null, null, problem);
        }
        if (!problem.isEmpty()) {
            return new Standing(State.UNUSABLE, own, key, null, problem);
        }
        if (key == null) {
            return new Standing(State.LOCKED, own, null, null, problem);
        }
        OperatorRecord record = book.record(key.keyId());
        if (record == null) {
            return new Standing(State.UNKNOWN, own, key, null, problem);
        }
        State state = record.revoked() ? State.REVOKED : unlocked ? State.UNLOCKED : State.LOCKED;
        return new Standing(state, record.name(), key, record.role(), problem);
    }

    /** Whether it may ask for what needs that role, once it is unlocked. */
    public boolean may(OperatorRole needed) {
        return switch (state) {
            case OPEN -> true;
            case UNREAD, NO_KEY, UNUSABLE, UNKNOWN, REVOKED -> false;
            // Which key it is may be told by its passphrase alone.
            case LOCKED, UNLOCKED -> role == null ? key == null : role.may(needed);
        };
    }

    /** Whether a passphrase is missing before it can sign. */
    public boolean locked() {
        return state == State.LOCKED;
    }
}
