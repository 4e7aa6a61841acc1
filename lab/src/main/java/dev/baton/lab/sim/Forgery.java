package dev.baton.lab.sim;

/** What is wrong with a request that somebody puts into the store who may not ask for it. */
enum Forgery {
    UNSIGNED,
    /** Under an operator's name and key, signed by another key. */
    WRONG_KEY,
    /** By a key that nobody here has. */
    UNKNOWN_KEY,
    /** By an operator's key, under another operator's name. */
    OTHER_NAME,
    /** By somebody who may only look. */
    VIEWER,
    /** Signed for another cluster in which the same key is enrolled. */
    OTHER_CLUSTER,
    /** By a key that was good once. */
    REVOKED,
    /** One of its fields was another when it was signed. */
    ALTERED,
    /** One that was carried out or refused before, under a new name. */
    RENAMED,
    /** Signed long ago, and kept back until it had expired. */
    EXPIRED,
    /** Good for longer than agents remember what was used. */
    VALID_TOO_LONG,
    FROM_THE_FUTURE
}
