package dev.baton.cli;

import dev.baton.authority.Signer;
import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.connect.Approving;
import dev.baton.console.connect.Approving.Result;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.SecondSignature;
import dev.baton.console.identity.Standing;
import dev.baton.console.identity.StandingRules;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Hlc;
import dev.baton.model.OperatorRole;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton approve}: the second operator's signature, after the same plan as of now. */
@Command(
        name = "approve",
        description = "Signs the action that waits for a second operator, after showing its plan as of now.",
        mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Parameters(index = "0", paramLabel = "GROUP")
    String group = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ACTION", description = "Default: the one that is open.")
    @Nullable
    String action;

    @Option(names = "--dry-run", description = "Shows the plan as of now. Signs nothing.")
    boolean dryRun;

    @Option(names = "--yes", description = "Does not ask. Needed without a terminal.")
    boolean yes;

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), true)) {
            session.group(group);
            GroupView found = Session.group(session.settled(), group);
            ActionRequest request = waiting(found);
            Signing signing = new Signing(session, keys, spec.commandLine().getErr());
            OperatorBook book = signing.book();
            Standing who = signing.planned(book);
            ActionPlan plan = plan(session, found, request, book, who);
            if (!common.json) {
                spec.commandLine()
                        .getOut()
                        .println(request.operator() + " asks for " + request.kind() + " of " + group + " ("
                                + request.id() + "): " + request.reason() + "; waits until "
                                + Instant.ofEpochMilli(request.expiresAt()));
                PlanText.print(spec.commandLine().getOut(), group, plan);
            }
            if (dryRun || !plan.allowed()) {
                ActionReport report = ActionReport.planned(plan, dryRun);
                if (common.json) {
                    Out.json(spec.commandLine().getOut(), report);
                } else {
                    PlanText.outcome(spec.commandLine().getOut(), report);
                }
                signing.refusal(who, OperatorRole.OPERATOR, book);
                return plan.allowed() ? Exit.DONE : Exit.REFUSED;
            }
            if (!yes) {
                Confirmation.require(group, "sign it: " + PlanText.what(plan, found.id()), Confirmation.terminal());
            }
            return sign(session, signing, request);
        }
    }

    /** The request that waits; an error says what there is instead. */
    private ActionRequest waiting(GroupView found) throws CliException {
        String open = found.openAction();
        Stored<ActionRecord> stored = open == null ? null : found.actions().get(open);
        if (open == null || stored == null || (action != null && !action.equals(open))) {
            throw new CliException(
                    Exit.REFUSED,
                    "nothing was signed: " + (action == null ? "no action" : "action " + action) + " of " + group
                            + " waits" + (open == null ? "" : "; open is " + open));
        }
        ActionRecord record = stored.value();
        boolean needs = found.policy() != null
                && found.policy().value().fourEyes().contains(record.request().kind());
        if (record.ended() || record.done(ActionStep.Name.ACCEPTED) || !needs) {
            throw new CliException(
                    Exit.REFUSED,
                    "nothing was signed: " + open
                            + (needs ? " has started" : " needs no second signature by the policy of " + group));
        }
        return record.request();
    }

    private static ActionPlan plan(
            Session session, GroupView found, ActionRequest request, OperatorBook book, Standing who) {
        Long until = request.untilMillis();
        ActionWish wish = new ActionWish(
                request.kind(),
                request.target(),
                request.overrides(),
                request.toEpoch(),
                until == null
                        ? null
                        : Duration.ofMillis(until - request.requestedAt().millis()));
        ActionPlan now =
                ActionPlan.of(found, session.view(), wish, Session.now(), StandingRules.of(who, OperatorRole.OPERATOR));
        return new ActionPlan(
                now.wish(),
                now.from(),
                now.to(),
                now.epoch(),
                now.leadershipVersion(),
                new SecondSignature(request)
                        .rules(now.rules(), now.epoch(), now.leadershipVersion(), book, who, Session.now()),
                now.changes(),
                now.undo(),
                now.pause());
    }

    private int sign(Session session, Signing signing, ActionRequest request) throws Exception {
        Signer signer = signing.signer(OperatorRole.OPERATOR);
        if (signer == null) {
            throw new CliException(Exit.REFUSED, "nothing was signed: this cluster has no operators");
        }
        Result result = new Approving(
                        session.connection().store(), session.target().timeout(), signer)
                .approve(request, new Hlc(Session.now(), 0))
                .toCompletableFuture()
                .get();
        return switch (result) {
            case Result.Signed signed -> {
                spec.commandLine()
                        .getErr()
                        .println("baton: signed by " + signed.approval().operator() + ", zxid "
                                + Out.zxid(signed.zxid()));
                yield new ActionWatch(session, spec.commandLine(), common).follow(request);
            }
            case Result.Refused refused ->
                throw new CliException(Exit.REFUSED, "nothing was signed: refused by " + refused.rule());
            case Result.Unknown unknown -> {
                spec.commandLine()
                        .getErr()
                        .println("baton: the store did not say whether it holds the signature: " + unknown.detail());
                yield new ActionWatch(session, spec.commandLine(), common).follow(request);
            }
        };
    }
}
