package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before an action starts. One pure function for the plan that an operator is shown and for the member that carries it out:
 * with the same facts both get the same answer, each rule with what was expected and what was found (protocol: Actions, S5).
 */
public final class Rules {
    private final Facts facts;
    private final ActionRequest request;
    private final @Nullable MemberId target;
    private final List<Rule> rules = new ArrayList<>();

    private Rules(Facts facts, ActionRequest request, @Nullable MemberId target) {
        this.facts = facts;
        this.request = request;
        this.target = target;
    }

    /** Who is to become primary, or be fenced or reinstated: the request's, or for a switchover the best eligible standby; null where there is none. */
    public static @Nullable MemberId target(Facts facts, ActionRequest request) {
        if (request.target() != null || request.kind() != ActionKind.SWITCHOVER) {
            return request.target();
        }
        return facts.members().values().stream()
                .map(Facts.Known::status)
                .filter(p -> p != null && p.eligible() && p.role() == Role.STANDBY && facts.hears(p.member()))
                .min(MemberStatus.BEST_FIRST)
                .map(MemberStatus::member)
                .orElse(null);
    }

    /**
     * Every rule of that kind of action in the order in which people read them, those that hold included. Where who asks may not, nothing else that
     * the request says is looked at.
     */
    public static List<Rule> of(Facts facts, ActionRequest request) {
        if (facts.authority().stream().anyMatch(Rule::blocks)) {
            return facts.authority();
        }
        Rules all = new Rules(facts, request, target(facts, request));
        all.rules.addAll(facts.authority());
        all.shown();
        switch (request.kind()) {
            case SWITCHOVER, ROLLBACK -> all.handover();
            case FAILOVER -> all.failover();
            case FENCE -> all.fence();
            case REINSTATE -> all.reinstate();
            case PAUSE -> all.pause();
            case RESUME -> all.resume();
            case DRILL -> all.rule("kind", "an action that members carry out", "DRILL", false);
        }
        return List.copyOf(all.rules);
    }

    /** The store must hold what the operator was shown; a pause is about the policy only, whatever becomes of the role. */
    private void shown() {
        rule(
                "not expired",
                "started by " + request.expiresAt() + " ms",
                "it is " + facts.wallMillis() + " ms",
                facts.wallMillis() <= request.expiresAt());
        rule("used once", "a new request", facts.used() ? "one that has ended before" : "new", !facts.used());
        if (!request.kind().aboutTheRole()) {
            return;
        }
        rule(
                "epoch as shown",
                "epoch " + request.seenEpoch(),
                "epoch " + facts.epoch(),
                request.seenEpoch().equals(facts.epoch()));
        rule(
                "leadership as shown",
                "version " + request.seenLeadershipVersion(),
                "version " + facts.leadershipVersion(),
                request.seenLeadershipVersion() == facts.leadershipVersion());
    }

    private void handover() {
        serving();
        if (request.kind() == ActionKind.ROLLBACK) {
            Epoch to = request.toEpoch();
            boolean earlier = to != null && to.value() > 1 && !to.isAfter(facts.epoch());
            rule(
                    "epoch to go back behind",
                    "an epoch from 2 to " + facts.epoch(),
                    to == null ? "none" : "epoch " + to,
                    earlier);
        }
        if (target == null) {
            rule("candidate", "an eligible standby", reasons(), false);
            return;
        }
        Candidacy.of(facts, target, false, rules);
        spare();
        paused();
    }

    private void serving() {
        var leadership = facts.leadership();
        MemberId holder = facts.holder();
        boolean serves = leadership != null && leadership.state() == LeadershipState.PRIMARY && holder != null;
        rule(
                "a primary serves",
                "PRIMARY",
                leadership == null ? "no leadership record" : leadership.state() + " in epoch " + leadership.epoch(),
                serves);
        if (serves && holder != null) {
            Candidacy.heard(facts, "primary heard", holder, rules);
        }
    }

    private void failover() {
        if (target == null) {
            rule("candidate", "a member that is named", "none", false);
            return;
        }
        Candidacy.of(facts, target, request.overrides(ActionRequest.ALLOW_DATA_LOSS), rules);
        MemberId holder = facts.holder();
        if (holder != null && !holder.equals(target)) {
            boolean well = facts.hears(holder);
            advice(
                    "the primary is in trouble",
                    "a primary that is gone: a switchover moves the role without a lost request",
                    holder + (well ? " is heard" : " is not heard"),
                    !well);
        }
        spare();
    }

    private void fence() {
        MemberId member = exists();
        if (member == null) {
            return;
        }
        FenceRecord fence = fenceOf(member);
        boolean word = request.overrides(ActionRequest.CONFIRM_OFF);
        rule(
                "member not fenced yet",
                word ? "no fence record, or one that nobody confirmed" : "no fence record",
                fence == null ? "none" : "fenced: " + fence.reason(),
                fence == null || (word && !fence.receipt()));
        boolean others = facts.members().keySet().stream().anyMatch(id -> !id.equals(member) && facts.hears(id));
        rule("a member to carry it out", "another member that is heard", others ? "heard" : "none is heard", others);
        if (member.equals(facts.holder())) {
            boolean next = facts.members().values().stream()
                    .anyMatch(k -> k.status() != null
                            && k.status().eligible()
                            && !k.status().member().equals(member)
                            && facts.hears(k.status().member()));
            advice("somebody takes over", "an eligible standby", next ? "there is one" : reasons(), next);
            paused();
        } else {
            spareWithout(member);
        }
    }

    private void reinstate() {
        MemberId member = exists();
        if (member == null) {
            return;
        }
        FenceRecord fence = fenceOf(member);
        rule(
                "member fenced",
                "a fence record",
                fence == null ? "none" : "fenced in epoch " + fence.epoch() + ": " + fence.reason(),
                fence != null);
        Candidacy.heard(facts, "member heard", member, rules);
    }

    private void pause() {
        Long until = request.untilMillis();
        if (until != null) {
            rule("end of the pause", "after " + facts.wallMillis() + " ms", until + " ms", until > facts.wallMillis());
        }
        policy();
        String paused = pausedBecause();
        advice("automatic failover", "on", paused == null ? "on" : paused + ": replaced by this one", paused == null);
    }

    private void resume() {
        policy();
        String paused = pausedBecause();
        rule("automatic failover", "paused", paused == null ? "on" : paused, paused != null);
    }

    private void policy() {
        rule("policy readable", "a policy", facts.policy() == null ? "none was read" : "read", facts.policy() != null);
    }

    private @Nullable String pausedBecause() {
        Policy policy = facts.policy();
        return policy == null ? null : policy.pausedBecause(facts.wallMillis());
    }

    private void paused() {
        String paused = pausedBecause();
        advice("automatic failover", "on", paused == null ? "on" : paused, paused == null);
    }

    private @Nullable MemberId exists() {
        boolean known = target != null && facts.members().containsKey(target);
        rule(
                "member exists",
                "one of " + facts.members().keySet().stream().sorted().toList(),
                target == null ? "none" : target.value(),
                known);
        return known ? target : null;
    }

    private @Nullable FenceRecord fenceOf(MemberId member) {
        Facts.Known known = facts.members().get(member);
        return known == null || known.record() == null ? null : known.record().fence();
    }

    private void spare() {
        if (target != null) {
            spareWithout(target);
        }
    }

    private void spareWithout(MemberId gone) {
        boolean left = facts.members().values().stream()
                .map(Facts.Known::status)
                .anyMatch(m -> m != null
                        && m.role() == Role.STANDBY
                        && m.eligible()
                        && !m.member().equals(gone)
                        && facts.hears(m.member()));
        advice("spare standby meanwhile", "one more eligible standby", left ? "there is one" : "none", left);
    }

    private String reasons() {
        List<String> why = facts.members().entrySet().stream()
                .filter(each ->
                        !each.getKey().equals(facts.holder()) && !each.getKey().equals(target))
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(each -> each.getKey() + ": " + reason(each.getKey(), each.getValue()))
                .toList();
        return why.isEmpty() ? "no other member" : String.join("; ", why);
    }

    private String reason(MemberId id, Facts.Known known) {
        if (known.status() == null) {
            return "never heard";
        }
        return facts.hears(id) ? known.status().reason() : "last heard " + known.heardMillis() + " ms ago";
    }

    private void rule(String name, String expected, String actual, boolean holds) {
        rules.add(Rule.of(name, expected, actual, holds));
    }

    private void advice(String name, String expected, String actual, boolean holds) {
        rules.add(Rule.advice(name, expected, actual, holds));
    }
}
