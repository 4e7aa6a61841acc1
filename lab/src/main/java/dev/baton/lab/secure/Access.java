package dev.baton.lab.secure;

import dev.baton.lab.LabException;
import dev.baton.secure.InvalidSecurityFile;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import dev.baton.secure.TlsIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A security file while it is in use. Closing it ends the look at the certificate's files; what was made by it stays usable. */
public final class Access implements AutoCloseable {
    private final Security security;

    private Access(Security security) {
        this.security = security;
    }

    /** Reads the file; null: nothing is secured. */
    public static Access open(@Nullable Path file) throws LabException {
        if (file == null) {
            return new Access(Security.NONE);
        }
        try {
            return new Access(SecurityFile.read(file));
        } catch (InvalidSecurityFile wrong) {
            throw new LabException(String.join("\n", wrong.problems()), wrong);
        }
    }

    public Security security() {
        return security;
    }

    @Override
    public void close() {
        TlsIdentity tls = security.tls();
        if (tls != null) {
            tls.close();
        }
    }
}
