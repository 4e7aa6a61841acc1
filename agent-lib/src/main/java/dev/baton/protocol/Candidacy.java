package dev.baton.protocol;

import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules about one member that is to become primary. */
final class Candidacy {
    private Candidacy() {}

    /** {@code loss}: whether the operator allows that what the candidate does not have is lost. */
    static void of(Facts facts, MemberId target, boolean loss, List<Rule> rules) {
        if (target.equals(facts.holder())) {
            rules.add(Rule.of(
                    "candidate is a standby", "a member other than the primary", target + " is the primary", false));
            return;
        }
        Facts.Known known = facts.members().get(target);
        if (known == null || (known.record() == null && known.status() == null)) {
            rules.add(Rule.of(
                    "candidate exists",
                    "one of " + facts.members().keySet().stream().sorted().toList(),
                    target.value(),
                    false));
            return;
        }
        fence(known.record(), rules);
        heard(facts, "candidate heard", target, rules);
        MemberStatus status = known.status();
        if (status == null) {
            return;
        }
        Policy policy = facts.policy() == null ? Policy.DEFAULT : facts.policy();
        String behind = Eligibility.behind(status.standby(), status.lag(), status.recoveryMillis(), policy);
        boolean onlyBehind = behind != null && status.reason().equals(Eligibility.WOULD_FAIL + behind);
        boolean eligible = status.eligible() || onlyBehind;
        rules.add(Rule.of(
                "candidate eligible", target + " would succeed", eligible ? "it would" : status.reason(), eligible));
        behind(status, policy, behind == null, loss, rules);
    }

    private static void fence(@Nullable MemberRecord record, List<Rule> rules) {
        MemberRecord.FenceRecord fence = record == null ? null : record.fence();
        rules.add(Rule.of(
                "candidate not fenced",
                "no fence record",
                fence == null ? "none" : "fenced: " + fence.reason(),
                fence == null));
    }

    static void heard(Facts facts, String name, MemberId id, List<Rule> rules) {
        Facts.Known known = facts.members().get(id);
        String found = known == null || known.status() == null || known.heardMillis() < 0
                ? "never heard"
                : known.heardMillis() + " ms ago, link " + known.link();
        rules.add(
                Rule.of(name, "a heartbeat within " + facts.timing().suspectMillis() + " ms", found, facts.hears(id)));
    }

    private static void behind(MemberStatus status, Policy policy, boolean holds, boolean loss, List<Rule> rules) {
        String name;
        String expected;
        String actual;
        if (status.standby().replaysAlways()) {
            name = "candidate lag";
            expected = "at most " + policy.maxLagRecords() + " records";
            actual = status.lag() < 0 ? "not known" : status.lag() + " records";
        } else {
            name = "candidate recovers in time";
            expected = "within " + policy.maxRecoveryMillis() + " ms (policy maxRecoveryMillis)";
            actual = status.standby().word() + ", "
                    + (status.recoveryMillis() < 0 ? "not known" : "in about " + status.recoveryMillis() + " ms");
        }
        rules.add(
                loss && !holds
                        ? Rule.advice(name, expected, actual + ": what it does not have may be lost, as allowed", false)
                        : Rule.of(name, expected, actual, holds));
    }
}
