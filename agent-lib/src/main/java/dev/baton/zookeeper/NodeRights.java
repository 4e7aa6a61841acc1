package dev.baton.zookeeper;

import dev.baton.secure.AclTable;
import dev.baton.secure.Permission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with one node that exists.
 *
 * @param path as the servers know it
 * @param below relative to the chroot; null above it
 * @param version of the list of rights; {@link #HIDDEN} where it may not be read
 * @param granted by name of principal; null where it may not be read
 */
public record NodeRights(
        String path,
        @Nullable String below,
        int version,
        @Nullable Map<String, Set<Permission>> granted) {
    /** The version of a list that may not be read. */
    static final int HIDDEN = -2;

    /** The path by which the table of rights knows it. */
    public String row() {
        return below == null ? AclTable.ABOVE : below;
    }
}
