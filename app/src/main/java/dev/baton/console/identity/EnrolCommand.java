package dev.baton.console.identity;

import dev.baton.model.OperatorRole;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an admin runs so that a cluster takes a key.
 *
 * @param replaces the key that is revoked by the same write; absent for none
 */
public record EnrolCommand(
        String name,
        OperatorRole role,
        String publicKey,
        @Nullable String replaces) {
    /** To be pasted into a shell. {@code options}: which cluster and as whom, as far as that is known here. */
    public String text(String options) {
        return "baton operator add --name '" + name.replace("'", "'\\''") + "' --role "
                + role.name().toLowerCase(Locale.ROOT) + " --public-key " + publicKey
                + (replaces == null ? "" : " --replaces " + replaces) + options;
    }
}
