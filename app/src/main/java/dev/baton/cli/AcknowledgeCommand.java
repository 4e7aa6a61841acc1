package dev.baton.cli;

import dev.baton.console.connect.Acknowledging;
import dev.baton.console.connect.Acknowledging.Result;
import dev.baton.console.model.GroupView;
import dev.baton.model.Hlc;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton acknowledge}: ends the cooldown after an automatic failover. */
@Command(
        name = "acknowledge",
        description =
                "Says that you have looked at a group's last automatic failover, so that the next one may go ahead.",
        mixinStandardHelpOptions = true)
final class AcknowledgeCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "1", paramLabel = "GROUP")
    String group = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "For the record.")
    String note = "";

    /** {@code epoch} is -1 and {@code zxid} too where nothing was written. */
    record Report(
            String group,
            String outcome,
            long epoch,
            String by,
            String note,
            long zxid,
            @Nullable String detail) {}

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            GroupView found = session.group(group);
            Result result = new Acknowledging(
                            session.connection().store(), session.target().timeout())
                    .acknowledge(found, Operator.name(), note, new Hlc(Session.now(), 0))
                    .toCompletableFuture()
                    .get();
            return switch (result) {
                case Result.Done done ->
                    end(report("DONE", done.acknowledgement().epoch().value(), done.zxid(), null), Exit.DONE);
                case Result.Nothing nothing -> end(report("NOTHING_TO_DO", -1, -1, nothing.why()), Exit.DONE);
                case Result.Refused refused -> end(report("REFUSED", -1, -1, refused.why()), Exit.REFUSED);
                case Result.Unknown unknown -> end(report("UNKNOWN", -1, -1, unknown.detail()), Exit.UNKNOWN);
            };
        }
    }

    private Report report(String outcome, long epoch, long zxid, @Nullable String detail) {
        return new Report(group, outcome, epoch, Operator.name(), note, zxid, detail);
    }

    private int end(Report report, int code) {
        PrintWriter out = spec.commandLine().getOut();
        if (common.json) {
            Out.json(out, report);
        } else if (report.detail() == null) {
            out.println("The failover of " + group + " to epoch " + report.epoch() + " is acknowledged, zxid "
                    + Out.zxid(report.zxid()) + ".");
        } else {
            out.println(report.outcome() + ": " + report.detail());
        }
        return code;
    }
}
