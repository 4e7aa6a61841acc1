package dev.baton.state;

import org.jspecify.annotations.Nullable;

/** A view of the state: keys and values are bytes. */
public interface State {
    /** The value, or null where there is none. Belongs to the store: to change its bytes would corrupt the state. */
    byte @Nullable [] get(byte[] key);
}
