package dev.baton.cli;

import dev.baton.console.connect.ActionClient;
import dev.baton.console.connect.ActionFollower;
import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionRequests;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.connect.ConfirmedStep;
import dev.baton.console.connect.Submission;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton switchover}. */
@Command(
        name = "switchover",
        description = "Moves the role of primary to a standby, planned, with both sides healthy.",
        mixinStandardHelpOptions = true)
final class SwitchoverCommand implements Callable<Integer> {
    /** A cold candidate alone may be given a minute to catch up. */
    private static final Duration FOLLOW = Duration.ofSeconds(90);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "1", paramLabel = "GROUP")
    String group = "";

    @Option(names = "--to", paramLabel = "MEMBER", description = "The new primary. Default: the best eligible standby.")
    @Nullable
    String to;

    @Option(names = "--dry-run", description = "Shows the plan, changes nothing.")
    boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the record.")
    String reason = "";

    @Option(names = "--yes", description = "Does not ask.")
    boolean yes;

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), true)) {
            session.group(group);
            MemberId candidate = target(Session.group(session.settled(), group));
            // A heartbeat that is late at this very instant is no refusal yet: look for a moment before saying no.
            session.connection().await(v -> allowed(v, candidate), PATIENCE);
            ClusterView view = session.view();
            GroupView found = Session.group(view, group);
            ActionPlan plan = ActionPlan.of(found, view, ActionWish.switchover(candidate), Session.now());
            PrintWriter out = spec.commandLine().getOut();
            if (dryRun || !plan.allowed()) {
                report(out, ActionReport.planned(plan, dryRun), plan);
                return plan.allowed() ? Exit.DONE : Exit.REFUSED;
            }
            if (!common.json) {
                PlanText.print(out, group, plan);
            }
            confirm(plan);
            return run(session, found, plan, out);
        }
    }

    private boolean allowed(ClusterView view, @Nullable MemberId candidate) {
        GroupView now = view.groups().get(new GroupId(group));
        return now != null
                && ActionPlan.of(now, view, ActionWish.switchover(candidate), Session.now())
                        .allowed();
    }

    private @Nullable MemberId target(GroupView found) throws CliException {
        if (to == null) {
            return null;
        }
        for (MemberId known : found.members().keySet()) {
            if (known.value().equals(to)) {
                return known;
            }
        }
        throw new CliException(
                Exit.USAGE,
                "no member '" + to + "' in group " + group + ": expected one of "
                        + found.members().keySet().stream().map(MemberId::value).collect(Collectors.joining(", ")));
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
    private void confirm(ActionPlan plan) throws CliException {
        if (yes) {
            return;
        }
        Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            throw new CliException(Exit.USAGE, "nothing was changed: without a terminal to ask on, --yes is needed");
        }
        String typed = terminal.readLine("Type the group's name to move it to %s: ", plan.to());
        if (typed == null || !typed.strip().equals(group)) {
            throw new CliException(Exit.FAILED, "nothing was changed: the group's name was not typed");
        }
    }

    private int run(Session session, GroupView found, ActionPlan plan, PrintWriter out) throws Exception {
        ActionRequest request = ActionRequests.of(plan, found.id(), reason, Operator.name(), Session.now());
        Submission submission = new ActionClient(
                        session.connection().store(), session.target().timeout())
                .submit(request)
                .toCompletableFuture()
                .get();
        return switch (submission) {
            case Submission.Refused refused -> {
                report(out, ActionReport.refused(request, refused.rules()), null);
                yield Exit.REFUSED;
            }
            case Submission.Unknown unknown -> {
                report(out, ActionReport.unknown(request, null), null);
                spec.commandLine()
                        .getErr()
                        .println("baton: the store did not say whether it holds action " + unknown.id() + ": "
                                + unknown.detail() + ". Look with 'baton status " + group + "'.");
                yield Exit.UNKNOWN;
            }
            case Submission.Accepted accepted -> follow(session, request, accepted, out);
        };
    }

    private int follow(Session session, ActionRequest request, Submission.Accepted accepted, PrintWriter out)
            throws InterruptedException {
        int[] printed = {0};
        ActionFollower follower = new ActionFollower(session.connection(), request.group(), accepted.id());
        Stored<ActionRecord> ended = follower.await(FOLLOW, steps -> {
            if (!common.json) {
                printed[0] = PlanText.steps(out, steps, printed[0]);
            }
        });
        ActionReport report = ended == null
                ? ActionReport.unknown(request, follower.now())
                : ActionReport.ended(ended.value(), ConfirmedStep.of(ended));
        report(out, report, null);
        if (ended == null) {
            spec.commandLine()
                    .getErr()
                    .println("baton: no end of action " + accepted.id() + " could be read within " + FOLLOW.toSeconds()
                            + " s. It may still go on: look with 'baton status " + group + "'.");
        }
        return code(ended == null ? null : ended.value());
    }

    static int code(@Nullable ActionRecord ended) {
        Outcome outcome = ended == null ? null : ended.outcome();
        if (ended == null || outcome == null) {
            return Exit.UNKNOWN;
        }
        return switch (outcome) {
            case SUCCEEDED -> Exit.DONE;
            case FAILED_UNCHANGED -> ended.refused().isEmpty() ? Exit.FAILED : Exit.REFUSED;
            case ROLLED_BACK -> Exit.ROLLED_BACK;
            case INCOMPLETE -> Exit.INCOMPLETE;
            case UNKNOWN -> Exit.UNKNOWN;
        };
    }

    private void report(PrintWriter out, ActionReport report, @Nullable ActionPlan plan) {
        if (common.json) {
            Out.json(out, report);
        } else {
            if (plan != null) {
                PlanText.print(out, group, plan);
            }
            PlanText.outcome(out, report);
        }
    }

    /** The zxids and times of an action's steps as JSON has them. */
    static List<ActionReport.Step> steps(List<ConfirmedStep> steps) {
        return steps.stream().map(ActionReport.Step::of).toList();
    }
}
