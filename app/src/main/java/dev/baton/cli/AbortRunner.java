package dev.baton.cli;

import dev.baton.authority.Signer;
import dev.baton.console.connect.ActionAborting;
import dev.baton.console.connect.ActionAborting.Result;
import dev.baton.console.connect.ActionFollower;
import dev.baton.console.connect.ConfirmedStep;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Hlc;
import dev.baton.model.OperatorRole;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code baton rollback GROUP --abort}: asks for the abort of what is open, and then reads how that ends. */
final class AbortRunner {
    private static final String RULE = "an action is open";

    private final Session session;
    private final CommandLine line;
    private final Common common;
    private final ActionOptions options;
    private final KeyOptions keys;
    private final String group;

    AbortRunner(
            Session session, CommandLine line, Common common, ActionOptions options, KeyOptions keys, String group) {
        this.keys = keys;
        this.session = session;
        this.line = line;
        this.common = common;
        this.options = options;
        this.group = group;
    }

    /** The exit code: of the abort, which is done once the action is undone. */
    int run() throws Exception {
        GroupView found = session.group(group);
        OpenActionLine open = OpenActionLine.of(found, Session.now());
        if (open == null) {
            return refused(new Refusal(RULE, "one", "none"));
        }
        if (options.dryRun) {
            return tell(ActionReport.aborting(open.action(), kind(open), null, null, null, open.text()), "", Exit.DONE);
        }
        if (!options.yes) {
            if (!common.json) {
                line.getOut().println(open.text());
            }
            Confirmation.require(group, open.problem() == null ? "abort it" : "clear it", Confirmation.terminal());
        }
        Signer signer = new Signing(session, keys, line.getErr()).signer(OperatorRole.OPERATOR);
        String name = signer == null ? Operator.name() : signer.name();
        Result result = new ActionAborting(
                        session.connection().store(), session.target().timeout(), signer)
                .abort(found.id(), options.reason, name, new Hlc(Session.now(), 0))
                .toCompletableFuture()
                .get();
        return switch (result) {
            case Result.NothingOpen _ -> refused(new Refusal(RULE, "one", "it ended meanwhile"));
            case Result.Refused refused -> refused(refused.rule());
            case Result.Cleared cleared ->
                tell(
                        ActionReport.aborting(cleared.action(), kind(open), null, "CLEARED", null, cleared.why()),
                        "Cleared open-action, zxid " + Out.zxid(cleared.zxid()) + ": " + cleared.why(),
                        Exit.DONE);
            case Result.Unknown unknown ->
                tell(
                        ActionReport.aborting(
                                open.action(), kind(open), Outcome.UNKNOWN, "UNKNOWN", null, unknown.detail()),
                        "UNKNOWN: the store did not say whether it holds the abort: " + unknown.detail()
                                + ". Asking again is safe.",
                        Exit.UNKNOWN);
            case Result.Ended ended -> ended(ended.action());
            case Result.Asked asked -> follow(asked);
        };
    }

    private int ended(ActionRecord record) {
        String what =
                "action " + record.request().id() + " had ended as " + record.outcome() + " before it could be aborted";
        return tell(
                ActionReport.aborting(
                        record.request().id(),
                        record.request().kind().name(),
                        record.outcome(),
                        "TOO_LATE",
                        null,
                        what),
                "Not aborted: " + what,
                Exit.FAILED);
    }

    private int follow(Result.Asked asked) throws InterruptedException {
        ActionRequest request = asked.action().request();
        if (!common.json) {
            line.getOut()
                    .println("Abort of " + request.kind() + " " + request.id() + " asked for by " + asked.by()
                            + ", zxid " + Out.zxid(asked.zxid()));
        }
        Stored<ActionRecord> ended =
                new ActionWatch(session, line, common).await(request.group(), request.id(), request.kind());
        Stored<ActionRecord> last =
                ended == null ? new ActionFollower(session.connection(), request.group(), request.id()).now() : ended;
        ActionReport report = (ended == null
                        ? ActionReport.unknown(request, last)
                        : ActionReport.ended(ended.value(), ConfirmedStep.of(ended)))
                .with(new ActionReport.Abort(
                        ended == null ? "UNKNOWN" : took(ended.value()), asked.by(), options.reason));
        return tell(report, null, ended == null ? Exit.UNKNOWN : code(ended.value()));
    }

    private static String took(ActionRecord ended) {
        return ActionAborting.undone(ended) ? "UNDONE" : "TOO_LATE";
    }

    private static int code(ActionRecord ended) {
        return ActionAborting.undone(ended)
                ? Exit.DONE
                : ended.outcome() == Outcome.SUCCEEDED ? Exit.FAILED : ActionWatch.code(ended);
    }

    private static String kind(OpenActionLine open) {
        return open.kind() == null ? "UNKNOWN" : open.kind();
    }

    private int refused(Refusal rule) {
        return tell(ActionReport.notAborted(rule), null, Exit.REFUSED);
    }

    /** {@code text}: instead of the report for a person; null: the report in words. */
    private int tell(ActionReport report, @Nullable String text, int code) {
        if (common.json) {
            Out.json(line.getOut(), report);
        } else if (text == null) {
            PlanText.outcome(line.getOut(), report);
        } else {
            line.getOut().println(text.isEmpty() ? "Would be aborted: " + report.detail() : text);
            line.getOut().flush();
        }
        return code;
    }
}
