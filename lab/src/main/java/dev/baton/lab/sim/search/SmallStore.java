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
    Policy policy;
    int policyVersion;
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
                Epoch.NONE, null, null, LeadershipState.VACANT, Hlc.ZERO, Cause.INITIAL, null, null, Set.of(), null);
    }

    private SmallStore(SmallStore from) {
        rules = from.rules;
        policy = from.policy;
        policyVersion = from.policyVersion;
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
        // A fenced member stays fenced across restarts.
        members[member] = record.fenced(members[member].fence());
        memberVersions[member]++;
    }

    void open(ActionRecord requested) {
        action = requested;
        actionVersion++;
        open = new OpenAction(requested.request().id());
        openVersion++;
    }

    /** Where the write would be refused now; null where it would be applied. Versions only grow, so what is refused now always is. */
    @Nullable
    String refusal(int by, Effect effect) {
        return switch (effect) {
            case Effect.Grant e -> grantRefusal(by, e);
            case Effect.Renew e -> rules.expected("lease", e.version(), leaseVersion) ? null : "/lease";
            case Effect.Lead e -> leadRefusal(e);
            case Effect.Activated e ->
                !rules.expected("leadership", e.leadershipVersion(), leadershipVersion)
                        ? "/leadership"
                        : (activations & 1 << e.activation().epoch().value()) != 0 ? "/active" : null;
            case Effect.WriteAction e -> {
                boolean open = e.openVersion() < 0 || rules.expected("open-action", e.openVersion(), openVersion);
                if (!rules.expected("action", e.version(), actionVersion)) {
                    yield "/action";
                }
                boolean shown = e.leadershipVersion() < 0
                        || rules.expected("leadership", e.leadershipVersion(), leadershipVersion);
                yield !open ? "/open-action" : !shown ? "/leadership" : changeRefusal(e.change());
            }
            default -> throw new IllegalArgumentException("not a write: " + effect);
        };
    }

    private @Nullable String changeRefusal(Effect.@Nullable Change change) {
        return switch (change) {
            case Effect.Change.OfMember c ->
                rules.expected(
                                "member",
                                c.version(),
                                memberVersions[index(c.record().member())])
                        ? null
                        : "/member";
            case Effect.Change.OfPolicy c -> rules.expected("policy", c.version(), policyVersion) ? null : "/policy";
            case null -> null;
        };
    }

    private int index(MemberId member) {
        for (int i = 0; i < members.length; i++) {
            if (members[i].member().equals(member)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no member " + member);
    }

    private @Nullable String grantRefusal(int by, Effect.Grant e) {
        if (!rules.expected("lease", e.leaseVersion(), leaseVersion)) {
            return "/lease";
        }
        if (!rules.expected("leadership", e.leadershipVersion(), leadershipVersion)) {
            return "/leadership";
        }
        if (!rules.expected("member", e.ownVersion(), memberVersions[by])) {
            return "/member";
        }
        if (!rules.expected("policy", e.policyVersion(), policyVersion)) {
            return "/policy";
        }
        boolean exists = (epochs & 1 << e.epoch().epoch().value()) != 0;
        if (exists && rules.epochsAreImmutable()) {
            return "/epochs";
        }
        return e.action() != null && !rules.expected("action", e.actionVersion(), actionVersion) ? "/action" : null;
    }

    private @Nullable String leadRefusal(Effect.Lead e) {
        if (!rules.expected("leadership", e.version(), leadershipVersion)) {
            return "/leadership";
        }
        if (e.activation() != null && (activations & 1 << e.activation().epoch().value()) != 0) {
            return "/active";
        }
        return e.action() != null && !rules.expected("action", e.actionVersion(), actionVersion) ? "/action" : null;
    }

    Answer apply(int by, Effect effect) {
        String refusal = refusal(by, effect);
        if (refusal != null) {
            return new Answer.Refused(refusal, "another version");
        }
        List<Integer> versions = new ArrayList<>();
        switch (effect) {
            case Effect.Grant e -> {
                lease = e.lease();
                leadership = e.leadership();
                epochs |= 1 << e.epoch().epoch().value();
                versions.add(++leaseVersion);
                versions.add(++leadershipVersion);
                told(e.action(), versions);
            }
            case Effect.Renew e -> {
                lease = e.lease();
                versions.add(++leaseVersion);
            }
            case Effect.Lead e -> lead(e, versions);
            case Effect.Activated e ->
                activations |= 1 << e.activation().epoch().value();
            case Effect.WriteAction e -> {
                action = e.action();
                versions.add(++actionVersion);
                if (e.openVersion() >= 0) {
                    open = OpenAction.NONE;
                    versions.add(++openVersion);
                }
                change(e.change(), versions);
            }
            default -> throw new IllegalArgumentException("not a write: " + effect);
        }
        return new Answer.Applied(ZXID, versions);
    }

    private void change(Effect.@Nullable Change change, List<Integer> versions) {
        switch (change) {
            case Effect.Change.OfMember c -> {
                int i = index(c.record().member());
                members[i] = c.record();
                versions.add(++memberVersions[i]);
            }
            case Effect.Change.OfPolicy c -> {
                policy = c.policy();
                versions.add(++policyVersion);
            }
            case null -> {}
        }
    }

    private void lead(Effect.Lead e, List<Integer> versions) {
        leadership = e.leadership();
        versions.add(++leadershipVersion);
        if (e.activation() != null) {
            activations |= 1 << e.activation().epoch().value();
        }
        told(e.action(), versions);
    }

    private void told(@Nullable ActionRecord by, List<Integer> versions) {
        if (by != null) {
            action = by;
            versions.add(++actionVersion);
        }
    }
}
