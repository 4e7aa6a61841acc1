package dev.baton.lab.sim.search;

import dev.baton.model.ActionRecord;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A linearizable store with versions: each of the core's writes is one multi, all or nothing. */
final class SmallStore {
    private static final long ZXID = 1;

    private final Rules rules;
    final Policy policy;
    Lease lease;
    int leaseVersion;
    Leadership leadership;
    int leadershipVersion;
    final MemberRecord[] members;
    final int[] memberVersions;
    /** Bit e: epoch e was granted; likewise activated. */
    int epochs;

    int activations;
    OpenAction open = OpenAction.NONE;
    int openVersion;

    @Nullable
    ActionRecord action;

    int actionVersion;

    SmallStore(Rules rules, Policy policy, MemberRecord[] members, Set<MemberId> electors) {
        this.rules = rules;
        this.policy = policy;
        this.members = members.clone();
        this.memberVersions = new int[members.length];
        this.lease = new Lease(Epoch.NONE, null, null, policy.timing().leaseMillis(), electors, 0);
        this.leadership = new Leadership(
                Epoch.NONE, null, null, LeadershipState.VACANT, Hlc.ZERO, Cause.INITIAL, null, null, Set.of());
    }

    private SmallStore(SmallStore from) {
        rules = from.rules;
        policy = from.policy;
        lease = from.lease;
        leaseVersion = from.leaseVersion;
        leadership = from.leadership;
        leadershipVersion = from.leadershipVersion;
        members = from.members.clone();
        memberVersions = from.memberVersions.clone();
        epochs = from.epochs;
        activations = from.activations;
        open = from.open;
        openVersion = from.openVersion;
        action = from.action;
        actionVersion = from.actionVersion;
    }

    SmallStore copy() {
        return new SmallStore(this);
    }

    void register(int member, MemberRecord record) {
        members[member] = record;
        memberVersions[member]++;
    }

    void open(ActionRecord requested) {
        action = requested;
        actionVersion++;
        open = new OpenAction(requested.request().id());
        openVersion++;
    }

    Answer apply(int by, Effect effect) {
        return switch (effect) {
            case Effect.Grant e -> grant(by, e);
            case Effect.Renew e -> renew(e);
            case Effect.Lead e -> lead(e);
            case Effect.WriteAction e -> act(e);
            default -> throw new IllegalArgumentException("not a write: " + effect);
        };
    }

    private Answer grant(int by, Effect.Grant e) {
        if (!rules.expected("lease", e.leaseVersion(), leaseVersion)) {
            return refused("/lease");
        }
        if (!rules.expected("leadership", e.leadershipVersion(), leadershipVersion)) {
            return refused("/leadership");
        }
        if (!rules.expected("member", e.ownVersion(), memberVersions[by])) {
            return refused("/member");
        }
        int bit = 1 << e.epoch().epoch().value();
        if ((epochs & bit) != 0 && rules.epochsAreImmutable()) {
            return refused("/epochs");
        }
        lease = e.lease();
        leaseVersion++;
        leadership = e.leadership();
        leadershipVersion++;
        epochs |= bit;
        return new Answer.Applied(ZXID, List.of(leaseVersion, leadershipVersion));
    }

    private Answer renew(Effect.Renew e) {
        if (!rules.expected("lease", e.version(), leaseVersion)) {
            return refused("/lease");
        }
        lease = e.lease();
        leaseVersion++;
        return new Answer.Applied(ZXID, List.of(leaseVersion));
    }

    private Answer lead(Effect.Lead e) {
        if (!rules.expected("leadership", e.version(), leadershipVersion)) {
            return refused("/leadership");
        }
        int bit = e.activation() == null ? 0 : 1 << e.activation().epoch().value();
        if ((activations & bit) != 0) {
            return refused("/active");
        }
        if (e.action() != null && !rules.expected("action", e.actionVersion(), actionVersion)) {
            return refused("/action");
        }
        leadership = e.leadership();
        leadershipVersion++;
        activations |= bit;
        List<Integer> versions = new ArrayList<>(List.of(leadershipVersion));
        if (e.action() != null) {
            action = e.action();
            actionVersion++;
            versions.add(actionVersion);
        }
        return new Answer.Applied(ZXID, versions);
    }

    private Answer act(Effect.WriteAction e) {
        if (!rules.expected("action", e.version(), actionVersion)) {
            return refused("/action");
        }
        if (e.openVersion() >= 0 && !rules.expected("open-action", e.openVersion(), openVersion)) {
            return refused("/open-action");
        }
        action = e.action();
        actionVersion++;
        if (e.openVersion() >= 0) {
            open = OpenAction.NONE;
            openVersion++;
        }
        return new Answer.Applied(ZXID, List.of(actionVersion));
    }

    private static Answer refused(String path) {
        return new Answer.Refused(path, "another version");
    }
}
