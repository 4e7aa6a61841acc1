package dev.baton.console.identity;

import dev.baton.authority.Authority;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The plan of an action as the operator is to read it who signs it second. Pure. */
public final class SecondSignature {
    /** This action is the one that is open; and who signs it is a rule of its own here. */
    private static final Set<String> NOT_HERE =
            Set.of("no other action open", Authority.SECOND, Authority.SIGNATURE, Authority.ROLE);

    private final ActionRequest request;

    public SecondSignature(ActionRequest request) {
        this.request = request;
    }

    /**
     * The rules of the plan as of now, after what is to be known of the request itself.
     *
     * @param plan the same action planned as of now, by who is to sign it
     * @param epoch and {@code version}: what that plan was made on
     * @param who is to sign it
     */
    public List<Rule> rules(List<Rule> plan, Epoch epoch, int version, Standing who) {
        List<Rule> rules = new ArrayList<>();
        rules.add(second(who));
        if (request.kind().aboutTheRole()) {
            // Where that has moved, those who carry it out would refuse it.
            rules.add(Rule.of(
                    Messages.of("act.rule.plan", request.operator()),
                    Messages.of("act.rule.epoch", request.seenEpoch(), request.seenLeadershipVersion()),
                    Messages.of("act.rule.epoch", epoch, version),
                    request.seenEpoch().equals(epoch) && request.seenLeadershipVersion() == version));
        }
        plan.stream().filter(rule -> !NOT_HERE.contains(rule.name())).forEach(rules::add);
        return List.copyOf(rules);
    }

    private Rule second(Standing who) {
        if (who.state() == Standing.State.OPEN) {
            return second(Messages.of("who.rule.open"), Rule.State.BLOCKED);
        }
        List<Rule> standing = StandingRules.of(who, OperatorRole.OPERATOR);
        for (Rule rule : standing) {
            if (rule.blocks()) {
                return second(rule.actual(), Rule.State.BLOCKED);
            }
        }
        boolean same = who.name().equals(request.operator())
                || (who.key() != null && who.key().keyId().equals(request.keyId()));
        if (same) {
            return second(Messages.of("act.rule.other.same", who.name()), Rule.State.BLOCKED);
        }
        return who.locked()
                ? second(Messages.of("act.rule.other.locked", who.name()), Rule.State.WARN)
                : second(standing.getFirst().actual(), Rule.State.OK);
    }

    private Rule second(String found, Rule.State state) {
        return new Rule(Authority.SECOND, Messages.of("act.rule.other", request.operator()), found, state);
    }
}
