package dev.baton.protocol;

import dev.baton.authority.Operators;
import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.Activation;
import dev.baton.model.Approval;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A linearizable store with versions: applies each of the core's effects all or nothing, as the adapter's multis do. */
final class SimStore {
    Policy policy = new Policy(Policy.Mode.ACTIVE_PASSIVE, dev.baton.model.Timing.BALANCED.cooldown(0), 1_000, 1_000);
    int policyVersion;
    Lease lease;
    int leaseVersion;
    Leadership leadership = new Leadership(
            Epoch.NONE, null, null, LeadershipState.VACANT, Hlc.ZERO, Cause.INITIAL, null, null, Set.of(), null);
    int leadershipVersion;
    final Map<MemberId, MemberRecord> members = new TreeMap<>();
    final Map<MemberId, Integer> memberVersions = new TreeMap<>();
    final Map<Epoch, EpochRecord> epochs = new TreeMap<>();
    final Map<Epoch, Activation> activations = new TreeMap<>();
    Acknowledgement acknowledged = Acknowledgement.NONE;
    int acknowledgedVersion;
    OpenAction openAction = OpenAction.NONE;
    int openActionVersion;

    @Nullable
    ActionRecord latest;

    int actionVersion;

    /** Who may ask for actions. */
    Operators operators = Operators.OPEN;

    @Nullable
    AbortRequest abort;

    long abortZxid;

    @Nullable
    Approval approval;

    long approvalZxid;
    long zxid = 100;
    /** Tells each change to whoever watches. */
    final List<Runnable> watchers = new ArrayList<>();

    SimStore(Set<MemberId> electors) {
        lease = new Lease(Epoch.NONE, null, null, policy.timing().leaseMillis(), electors, 0);
    }

    void register(MemberRecord record) {
        members.put(record.member(), record);
        memberVersions.merge(record.member(), 1, Integer::sum);
        changed();
    }

    void open(ActionRecord requested) {
        latest = requested;
        actionVersion = 0;
        openAction = new OpenAction(requested.request().id());
        openActionVersion++;
        changed();
    }

    ActionRecord action() {
        return Objects.requireNonNull(latest, "no action was requested");
    }

    /** By a hand from outside, which no member is. */
    void overwrite(Lease by) {
        lease = by;
        leaseVersion++;
        changed();
    }

    void acknowledge() {
        acknowledged = new Acknowledgement(leadership.epoch(), "oncall", "seen", Hlc.ZERO);
        acknowledgedVersion++;
        changed();
    }

    private void changed() {
        zxid++;
        List.copyOf(watchers).forEach(Runnable::run);
    }

    void policy(Policy now) {
        policy = now;
        policyVersion++;
        changed();
    }

    Answer apply(MemberId by, Effect effect) {
        if (effect instanceof Effect.Grant e) {
            return grant(by, e);
        }
        if (effect instanceof Effect.Renew e) {
            if (e.version() != leaseVersion) {
                return new Answer.Refused("/lease", "expected " + e.version() + ", found " + leaseVersion);
            }
            lease = e.lease();
            leaseVersion++;
            changed();
            return new Answer.Applied(zxid, List.of(leaseVersion));
        }
        if (effect instanceof Effect.Lead e) {
            return lead(e);
        }
        if (effect instanceof Effect.Activated e) {
            if (e.leadershipVersion() != leadershipVersion
                    || activations.containsKey(e.activation().epoch())) {
                return new Answer.Refused("/epochs/" + e.activation().epoch() + "/active", "exists, or stale");
            }
            activations.put(e.activation().epoch(), e.activation());
            changed();
            return new Answer.Applied(zxid, List.of());
        }
        if (effect instanceof Effect.WriteAction e) {
            if (e.version() != actionVersion
                    || (e.openVersion() >= 0 && e.openVersion() != openActionVersion)
                    || (e.leadershipVersion() >= 0 && e.leadershipVersion() != leadershipVersion)
                    || (e.change() != null && e.change().version() != version(e.change()))) {
                return new Answer.Refused("/action", "stale");
            }
            latest = e.action();
            actionVersion++;
            if (e.openVersion() >= 0) {
                openAction = OpenAction.NONE;
                openActionVersion++;
            }
            List<Integer> versions = new ArrayList<>(List.of(actionVersion));
            if (e.openVersion() >= 0) {
                versions.add(openActionVersion);
            }
            change(e.change(), versions);
            changed();
            return new Answer.Applied(zxid, versions);
        }
        throw new IllegalArgumentException("not a write: " + effect);
    }

    private int version(Effect.Change change) {
        return change instanceof Effect.Change.OfMember c
                ? memberVersions.getOrDefault(c.record().member(), -1)
                : policyVersion;
    }

    private void change(Effect.@Nullable Change change, List<Integer> versions) {
        if (change instanceof Effect.Change.OfMember c) {
            members.put(c.record().member(), c.record());
            versions.add(memberVersions.merge(c.record().member(), 1, Integer::sum));
        } else if (change instanceof Effect.Change.OfPolicy c) {
            policy = c.policy();
            versions.add(++policyVersion);
        }
    }

    /** An operator asks to abort what is under way. */
    void abort(String by) {
        abort(new AbortRequest(
                action().request().id(), action().request().group(), by, "changed my mind", Hlc.ZERO, null, null));
    }

    void abort(AbortRequest by) {
        abort = by;
        abortZxid = ++zxid;
        changed();
    }

    void operators(Operators next) {
        operators = next;
        changed();
    }

    /** A second operator signs what is asked for. */
    void approve(Approval by) {
        approval = by;
        approvalZxid = ++zxid;
        changed();
    }

    MemberRecord member(MemberId id) {
        return Objects.requireNonNull(members.get(id), id + " is not registered");
    }

    private Answer grant(MemberId by, Effect.Grant e) {
        if (e.leaseVersion() != leaseVersion
                || e.leadershipVersion() != leadershipVersion
                || e.policyVersion() != policyVersion
                || e.ownVersion() != memberVersions.getOrDefault(by, -1)
                || epochs.containsKey(e.epoch().epoch())) {
            return new Answer.Refused("/lease", "stale grant");
        }
        if (e.action() != null && e.actionVersion() != actionVersion) {
            return new Answer.Refused("/action", "stale");
        }
        lease = e.lease();
        leaseVersion++;
        leadership = e.leadership();
        leadershipVersion++;
        epochs.put(e.epoch().epoch(), e.epoch());
        List<Integer> versions = new ArrayList<>(List.of(leaseVersion, leadershipVersion));
        told(e.action(), versions);
        changed();
        return new Answer.Applied(zxid, versions);
    }

    private Answer lead(Effect.Lead e) {
        if (e.version() != leadershipVersion) {
            return new Answer.Refused("/leadership", "expected " + e.version() + ", found " + leadershipVersion);
        }
        if (e.activation() != null && activations.containsKey(e.activation().epoch())) {
            return new Answer.Refused("/epochs/" + e.activation().epoch() + "/active", "exists");
        }
        if (e.action() != null && e.actionVersion() != actionVersion) {
            return new Answer.Refused("/action", "stale");
        }
        leadership = e.leadership();
        leadershipVersion++;
        if (e.activation() != null) {
            activations.put(e.activation().epoch(), e.activation());
        }
        List<Integer> versions = new ArrayList<>(List.of(leadershipVersion));
        told(e.action(), versions);
        changed();
        return new Answer.Applied(zxid, versions);
    }

    private void told(@Nullable ActionRecord by, List<Integer> versions) {
        if (by != null) {
            latest = by;
            actionVersion++;
            versions.add(actionVersion);
        }
    }
}
