package dev.baton.zookeeper;

import dev.baton.secure.Permission;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node whose rights are not those of the table, for one principal.
 *
 * @param path as the servers know it
 * @param who {@code world:anyone}, {@code x509:CN=orders-a}; or a role that tried it
 * @param granted what it may do and should not
 * @param missing what it should be able to do and may not
 */
public record Hole(String path, String who, Set<Permission> granted, Set<Permission> missing) {
    public Hole {
        granted = Set.copyOf(granted);
        missing = Set.copyOf(missing);
    }

    /** One line for a person. */
    @Override
    public String toString() {
        String may = granted.isEmpty() ? "" : " may " + names(granted) + " and should not";
        String lacks = missing.isEmpty() ? "" : " lacks " + names(missing);
        return path + ": " + who + may + (may.isEmpty() || lacks.isEmpty() ? "" : ", and") + lacks;
    }

    private static String names(Set<Permission> permissions) {
        return permissions.stream()
                .sorted()
                .map(permission -> permission.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
