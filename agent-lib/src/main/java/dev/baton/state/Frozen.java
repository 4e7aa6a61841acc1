package dev.baton.state;

import java.io.IOException;

/** A state that no longer changes, for one thread that may be another than the store's. */
public interface Frozen extends AutoCloseable {
    Progress progress();

    Digest digest();

    /** Calls for every entry, in no particular order. */
    void forEach(Visitor visitor) throws IOException;

    /** Takes one entry. */
    interface Visitor {
        void entry(byte[] key, byte[] value) throws IOException;
    }

    @Override
    void close();
}
