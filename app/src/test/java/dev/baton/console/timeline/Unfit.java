package dev.baton.console.timeline;

import dev.baton.model.MemberStatus;

/** The same word of a standby that would not take over. */
final class Unfit {
    private Unfit() {}

    static MemberStatus of(MemberStatus s) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                s.guardMillis(),
                s.position(),
                12_400,
                s.committed(),
                s.priority(),
                s.ready(),
                s.health(),
                false,
                "lag 12400 > 1000 records",
                s.storeConnections(),
                s.peers(),
                s.action(),
                s.ask(),
                s.promise());
    }
}
