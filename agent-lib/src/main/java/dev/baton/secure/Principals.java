package dev.baton.secure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * By which names each role is known to the store: {@code digest:agent:HASH}, {@code x509:CN=orders-a}. Empty where the store is open to
 * everybody.
 */
public record Principals(Map<StoreRole, List<String>> names) {
    public static final Principals NONE = new Principals(Map.of());

    public Principals {
        Map<StoreRole, List<String>> copy = new EnumMap<>(StoreRole.class);
        names.forEach((role, list) -> copy.put(role, List.copyOf(list)));
        names = Map.copyOf(copy);
    }

    public boolean open() {
        return names.isEmpty();
    }

    public List<String> of(StoreRole role) {
        return names.getOrDefault(role, List.of());
    }
}
