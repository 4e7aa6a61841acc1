package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Refusal;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold before a switchover starts, checked by the holder against what it sees at that moment. Every broken rule is named. */
final class Prechecks {
    private Prechecks() {}

    /** The requested candidate, or else the best eligible standby; null where there is none. */
    static @Nullable MemberId target(MemberState s, Now now, ActionRecord action) {
        MemberId asked = action.request().target();
        if (asked != null) {
            return asked;
        }
        return s.peers.values().stream()
                .map(Peer::status)
                .filter(p -> p != null && p.eligible() && p.role() == Role.STANDBY && fresh(s, now, p.member()))
                .min(MemberStatus.BEST_FIRST)
                .map(MemberStatus::member)
                .orElse(null);
    }

    static List<Refusal> refusals(MemberState s, Now now, ActionRecord action, @Nullable MemberId target) {
        ActionRequest request = action.request();
        List<Refusal> refused = new ArrayList<>();
        if (request.kind() != ActionKind.SWITCHOVER) {
            refused.add(new Refusal("kind", "SWITCHOVER", request.kind().name()));
        }
        if (now.wallMillis() > request.expiresAt()) {
            refused.add(new Refusal(
                    "not expired", "started by " + request.expiresAt() + " ms", "it is " + now.wallMillis() + " ms"));
        }
        if (!request.seenEpoch().equals(s.epoch())) {
            refused.add(new Refusal("epoch as shown", "epoch " + request.seenEpoch(), "epoch " + s.epoch()));
        }
        int version = s.leadership == null ? -1 : s.leadership.version();
        if (request.seenLeadershipVersion() != version) {
            refused.add(new Refusal(
                    "leadership as shown", "version " + request.seenLeadershipVersion(), "version " + version));
        }
        if (target == null) {
            refused.add(new Refusal("candidate", "an eligible standby", reasons(s)));
        } else {
            candidate(s, now, target, refused);
        }
        return refused;
    }

    private static void candidate(MemberState s, Now now, MemberId target, List<Refusal> refused) {
        if (target.equals(s.id)) {
            refused.add(new Refusal(
                    "candidate is a standby", "a member other than the primary", target + " is the primary"));
            return;
        }
        MemberRecord record = s.members.get(target);
        if (record == null) {
            refused.add(new Refusal("candidate exists", "one of " + s.members.keySet(), target.value()));
            return;
        }
        if (record.fence() != null) {
            refused.add(new Refusal(
                    "candidate not fenced",
                    "no fence record",
                    "fenced: " + record.fence().reason()));
        }
        Peer peer = s.peers.get(target);
        MemberStatus status = peer == null ? null : peer.status();
        if (status == null || !fresh(s, now, target)) {
            refused.add(new Refusal(
                    "candidate heard",
                    "a heartbeat within " + s.timing().suspectMillis() + " ms",
                    peer == null || status == null
                            ? "never heard"
                            : (now.nanos() - peer.heardNanos()) / 1_000_000L + " ms ago, link " + peer.reach()));
        } else {
            if (!status.eligible()) {
                refused.add(new Refusal("candidate eligible", target + " would succeed", status.reason()));
            }
            recovery(s, status, refused);
        }
    }

    /** It may have judged by another policy, and only this member waits for it. */
    private static void recovery(MemberState s, MemberStatus status, List<Refusal> refused) {
        if (s.policy == null || status.standby().replaysAlways()) {
            return;
        }
        String slow = Eligibility.slow(status.standby(), status.recoveryMillis(), s.policy.value());
        if (slow != null) {
            refused.add(new Refusal(
                    "candidate recovers in time",
                    "within " + s.policy.value().maxRecoveryMillis() + " ms (policy maxRecoveryMillis)",
                    slow));
        }
    }

    static boolean fresh(MemberState s, Now now, MemberId member) {
        Peer peer = s.peers.get(member);
        return peer != null
                && peer.status() != null
                && peer.reach() == dev.baton.model.Reach.OK
                && now.nanos() - peer.heardNanos() <= s.timing().suspectMillis() * 1_000_000L;
    }

    private static String reasons(MemberState s) {
        List<String> why = new ArrayList<>();
        for (MemberId id : s.members.keySet()) {
            if (!id.equals(s.id)) {
                Peer peer = s.peers.get(id);
                why.add(id + ": "
                        + (peer == null || peer.status() == null
                                ? "never heard"
                                : peer.status().reason()));
            }
        }
        return why.isEmpty() ? "no other member" : String.join("; ", why);
    }
}
