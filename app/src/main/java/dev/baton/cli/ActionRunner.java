package dev.baton.cli;

import dev.baton.authority.Signer;
import dev.baton.console.connect.ActionClient;
import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionRequests;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.connect.Submission;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.Standing;
import dev.baton.console.identity.StandingRules;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.OperatorRole;
import dev.baton.model.Rule;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The one way of every action: plan, confirmation, request, and then the steps until the store holds its end. */
final class ActionRunner {
    /** For what is late at this very instant. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Session session;
    private final CommandLine line;
    private final Common common;
    private final ActionOptions options;
    private final ActionCommand command;

    ActionRunner(Session session, CommandLine line, Common common, ActionOptions options, ActionCommand command) {
        this.session = session;
        this.line = line;
        this.common = common;
        this.options = options;
        this.command = command;
    }

    /** The exit code. */
    int run() throws Exception {
        session.group(command.group);
        ActionWish wish = command.wish(Session.group(session.settled(), command.group));
        GroupId id = new GroupId(command.group);
        Signing signing = new Signing(session, command.keys, line.getErr());
        OperatorBook book = signing.book();
        Standing who = signing.planned(book);
        List<Rule> authority = StandingRules.of(who, OperatorRole.OPERATOR);
        if (authority.stream().noneMatch(Rule::blocks)) {
            // A heartbeat that is late at this very instant is no refusal yet: look for a moment before saying no.
            session.connection().await(view -> allowed(view, id, wish), PATIENCE);
        }
        ClusterView view = session.view();
        GroupView found = Session.group(view, command.group);
        ActionPlan plan = ActionPlan.of(found, view, wish, Session.now(), authority);
        plan = sized(plan, ActionRequests.of(plan, id, options.reason, Operator.name(), Session.now()));
        PrintWriter out = line.getOut();
        if (options.dryRun || !plan.allowed()) {
            report(out, ActionReport.planned(plan, options.dryRun), plan);
            hint(found);
            signing.refusal(who, OperatorRole.OPERATOR, book);
            return plan.allowed() ? Exit.DONE : Exit.REFUSED;
        }
        if (!common.json) {
            PlanText.print(out, command.group, plan);
        }
        if (!options.yes) {
            Confirmation.require(command.confirmation(plan), PlanText.what(plan, id), Confirmation.terminal());
        }
        // Who is asked for a passphrase has read the plan, and may do it as far as can be told without one.
        Signer signer = signing.signer(OperatorRole.OPERATOR);
        String name = signer == null ? Operator.name() : signer.name();
        // It begins to expire only now, whoever took their time to read, and still says what was shown.
        ActionRequest request = ActionRequests.of(plan, id, options.reason, name, Session.now());
        if (signer != null && ActionRequests.waits(plan)) {
            line.getErr()
                    .println("baton: it waits for a second operator until "
                            + Instant.ofEpochMilli(request.expiresAt()) + ": 'baton approve " + id + " "
                            + request.id() + "'");
        }
        return ask(request, signer, found, out);
    }

    private static boolean allowed(ClusterView view, GroupId id, ActionWish wish) {
        GroupView now = view.groups().get(id);
        return now != null && ActionPlan.of(now, view, wish, Session.now()).allowed();
    }

    /** The plan with the rule about the request itself, where that is broken. */
    private static ActionPlan sized(ActionPlan plan, ActionRequest request) {
        Rule size = ActionRequests.size(request);
        if (!size.blocks()) {
            return plan;
        }
        List<Rule> rules = new ArrayList<>(plan.rules());
        rules.add(size);
        return new ActionPlan(
                plan.wish(),
                plan.from(),
                plan.to(),
                plan.epoch(),
                plan.leadershipVersion(),
                rules,
                plan.changes(),
                plan.undo(),
                plan.pause());
    }

    private int ask(ActionRequest request, @Nullable Signer signer, GroupView found, PrintWriter out) throws Exception {
        Submission submission = new ActionClient(
                        session.connection().store(), session.target().timeout(), signer)
                .submit(request)
                .toCompletableFuture()
                .get();
        ActionWatch watch = new ActionWatch(session, line, common);
        return switch (submission) {
            case Submission.Refused refused -> {
                report(out, ActionReport.refused(request, refused.rules()), null);
                hint(found);
                yield Exit.REFUSED;
            }
            case Submission.Unknown unknown -> {
                line.getErr()
                        .println("baton: the store did not say whether it holds action " + unknown.id() + ": "
                                + unknown.detail() + ". Reading on.");
                yield watch.follow(request);
            }
            case Submission.Accepted _ -> watch.follow(request);
        };
    }

    /** Where an open action stands in the way: what it is, and how to get out of it. */
    private void hint(GroupView group) {
        OpenActionLine open = OpenActionLine.of(group, Session.now());
        if (open != null) {
            line.getErr()
                    .println("baton: " + open.text() + ". 'baton rollback " + group.id() + " --abort' "
                            + (open.problem() == null ? "aborts it." : "clears it."));
        }
    }

    private void report(PrintWriter out, ActionReport report, @Nullable ActionPlan plan) {
        if (common.json) {
            Out.json(out, report);
        } else {
            if (plan != null) {
                PlanText.print(out, command.group, plan);
            }
            PlanText.outcome(out, report);
        }
    }
}
