package dev.baton.port;

import dev.baton.audit.AuditEntry;
import java.util.List;

/** Where the entries of the audit are kept for good, outside of the store. By one thread at a time. */
public interface Archive extends AutoCloseable {
    /**
     * Keeps entries of one chain, in their order. Keeping an entry twice does no harm.
     *
     * @return whether all of them are kept. Where it says no, some may be: keep all of them again
     */
    boolean keep(List<AuditEntry> entries) throws InterruptedException;

    @Override
    void close();
}
