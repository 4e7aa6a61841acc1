package dev.baton.secure;

/** Who asks the store for something. Whoever is none of these may do nothing at all. */
public enum StoreRole {
    VIEWER,
    OPERATOR,
    AGENT,
    ADMIN
}
