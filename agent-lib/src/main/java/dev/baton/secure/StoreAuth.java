package dev.baton.secure;

/** By what a process is known to the store beside its certificate: {@code digest} and {@code user:password}. */
public record StoreAuth(String scheme, String credentials) {
    /** Without the credentials: it ends up in logs. */
    @Override
    public String toString() {
        return scheme + " (credentials not shown)";
    }
}
