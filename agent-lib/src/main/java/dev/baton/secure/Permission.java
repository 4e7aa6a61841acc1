package dev.baton.secure;

/** ZooKeeper's permissions. CREATE and DELETE are about a node's children. */
public enum Permission {
    READ,
    WRITE,
    CREATE,
    DELETE,
    ADMIN
}
