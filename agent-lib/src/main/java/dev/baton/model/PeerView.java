package dev.baton.model;

import java.util.Objects;

/**
 * How one member sees another over the direct link.
 *
 * @param ageMillis since it last heard it, or -1 where it never did
 */
public record PeerView(MemberId about, Reach reach, Verdict verdict, long ageMillis) {
    public PeerView {
        Objects.requireNonNull(about, "about is missing");
        Objects.requireNonNull(reach, "reach is missing");
        Objects.requireNonNull(verdict, "verdict is missing");
    }

    /** Whether this view counts for the majority that a takeover before the end of the lease needs. */
    public boolean suspects() {
        return verdict == Verdict.CRASHED || verdict == Verdict.HUNG;
    }
}
