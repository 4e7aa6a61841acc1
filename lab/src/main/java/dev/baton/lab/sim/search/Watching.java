package dev.baton.lab.sim.search;

import dev.baton.protocol.Input;

/** What the store's watch shows a member: every node that has changed since it was last shown, as it is now. */
final class Watching {
    private static final long ZXID = 1;

    private Watching() {}

    static void show(SmallWorld w, SmallMember m) {
        SmallStore s = w.store;
        m.watch = SmallMember.Watch.NONE;
        for (int i = 0; i < s.members.length; i++) {
            if (m.seenMembers[i] != s.memberVersions[i]) {
                m.seenMembers = m.seenMembers.clone();
                m.seenMembers[i] = s.memberVersions[i];
                Hands.step(w, m, new Input.MemberSeen(s.members[i], s.memberVersions[i], ZXID));
            }
        }
        if (m.seenPolicy != s.policyVersion) {
            m.seenPolicy = s.policyVersion;
            Hands.step(w, m, new Input.PolicySeen(s.policy, s.policyVersion, ZXID));
        }
        if (m.seenLease != s.leaseVersion) {
            m.seenLease = s.leaseVersion;
            Hands.step(w, m, new Input.LeaseSeen(s.lease, s.leaseVersion, ZXID, w.nanos()));
        }
        if (m.seenLeadership != s.leadershipVersion) {
            m.seenLeadership = s.leadershipVersion;
            Hands.step(w, m, new Input.LeadershipSeen(s.leadership, s.leadershipVersion, ZXID));
        }
        if (s.action != null && m.seenAction != s.actionVersion) {
            m.seenAction = s.actionVersion;
            Hands.step(w, m, new Input.ActionSeen(s.action, s.actionVersion, ZXID));
        }
        if (m.seenOpen != s.openVersion) {
            m.seenOpen = s.openVersion;
            Hands.step(w, m, new Input.OpenActionSeen(s.open, s.openVersion, ZXID));
        }
    }
}
