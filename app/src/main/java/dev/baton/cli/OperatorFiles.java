package dev.baton.cli;

import dev.baton.console.connect.Target;
import dev.baton.console.identity.Identity;
import dev.baton.secure.Security;
import org.jspecify.annotations.Nullable;

/** Where this operator's key is, for a cluster: as its security file says, else the usual place. */
final class OperatorFiles {
    private OperatorFiles() {}

    static Security.OperatorFiles of(@Nullable Target target) {
        return Identity.files(target == null ? Security.NONE : target.security());
    }
}
