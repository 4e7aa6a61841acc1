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
import org.jspecify.annotations.Nullable;

/**
 * The plan of an action as the operator is to read it who signs it second: nothing in the store says that the request is whose name it bears, so the
 * first signature is verified here as every agent does it. Any thread.
 */
public final class SecondSignature {
    /** This action is the one that is open; and who signs it is a rule of its own here. */
    private static final Set<String> NOT_HERE =
            Set.of("no other action open", Authority.SECOND, Authority.SIGNATURE, Authority.ROLE);

    private final ActionRequest request;
    /** Verifying takes half a millisecond, and the plan is made anew with each look. */
    private volatile @Nullable First last;

    private record First(OperatorBook book, long second, List<Rule> rules) {}

    public SecondSignature(ActionRequest request) {
        this.request = request;
    }

    /**
     * The rules of the plan as of now, after what is to be known of the request itself.
     *
     * @param plan the same action planned as of now, by who is to sign it
     * @param epoch and {@code version}: what that plan was made on
     * @param book with the public key of who asked
     * @param who is to sign it
     */
    public List<Rule> rules(
            List<Rule> plan, Epoch epoch, int version, OperatorBook book, Standing who, long nowMillis) {
        List<Rule> rules = new ArrayList<>(first(book, nowMillis));
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

    private List<Rule> first(OperatorBook book, long nowMillis) {
        First known = last;
        long second = nowMillis / 1_000;
        if (known == null || known.second() != second || !known.book().equals(book)) {
            known = new First(book, second, verified(book, nowMillis));
            last = known;
        }
        return known.rules();
    }

    private List<Rule> verified(OperatorBook book, long nowMillis) {
        if (!book.signed() && !book.read()) {
            return List.of(Rule.of(
                    Authority.SIGNATURE, Messages.of("who.rule.signature"), Messages.of("who.rule.unread"), false));
        }
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : Authority.of(book.known(), request, nowMillis)) {
            boolean signature = rule.name().equals(Authority.SIGNATURE);
            if (signature && !rule.blocks()) {
                String id = KeyFace.shortened(String.valueOf(request.keyId()));
                rules.add(new Rule(
                        rule.name(),
                        rule.expected(),
                        Messages.of("who.rule.verified", request.operator(), id),
                        rule.state()));
            } else if (rule.blocks() || rule.name().equals(Authority.ROLE)) {
                rules.add(rule);
            }
        }
        return rules;
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
