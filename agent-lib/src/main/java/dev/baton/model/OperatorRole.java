package dev.baton.model;

/** What an operator may do; each may do what those before it may. */
public enum OperatorRole {
    /** Reads. Asks for nothing. */
    VIEWER,
    /** Asks for actions and aborts them. */
    OPERATOR,
    /** Says who may, and changes policies. */
    ADMIN;

    public boolean may(OperatorRole needed) {
        return compareTo(needed) >= 0;
    }
}
