package dev.baton.protocol;

/**
 * What the protocol must guarantee. Every simulation and search checks each of them by this name after each event; what a member can see of
 * them for itself it checks in production as well ({@link Vigil}).
 */
public enum Guarantee {
    S1("an epoch is granted to at most one member, and epochs only grow"),
    S2("no effect of an epoch is accepted by a fenced resource after an effect, or a fence, of a later epoch"),
    S3("every acknowledged write survives; a commit whose answer was lost is unknown, never failed"),
    S4("at any instant at most one member that is not fenced has a valid guard"),
    S5("an operator's action changes nothing unless the store still holds exactly what the operator was shown"),
    L1("when the store has a quorum and a ready elector exists, a group without a working primary gets one");

    private final String text;

    Guarantee(String text) {
        this.text = text;
    }

    /** In words. */
    public String text() {
        return text;
    }
}
