package dev.baton.authority;

import dev.baton.model.OperatorRecord;
import java.util.Map;

/**
 * Who may ask for actions in a cluster, as far as it was read.
 *
 * @param read whether it was read at all: before, nothing is taken and nothing refused
 * @param open whether the cluster has never had an operator: then requests need no signature
 * @param byKey the keys, revoked ones included; one whose record cannot be read is not among them
 */
public record Operators(boolean read, boolean open, Map<String, OperatorRecord> byKey) {
    /** A cluster without operators. */
    public static final Operators OPEN = new Operators(true, true, Map.of());
    /** Not known yet. */
    public static final Operators UNREAD = new Operators(false, false, Map.of());

    public Operators {
        byKey = Map.copyOf(byKey);
    }

    /** With operators. */
    public static Operators of(Map<String, OperatorRecord> byKey) {
        return new Operators(true, false, byKey);
    }
}
