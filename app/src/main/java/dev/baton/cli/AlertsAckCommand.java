package dev.baton.cli;

import dev.baton.console.connect.AcknowledgingAlerts;
import dev.baton.console.connect.AcknowledgingAlerts.Result;
import dev.baton.console.model.AlertEntry;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import java.io.PrintWriter;
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

/** {@code baton alerts ack}: says, for every console, that an operator has looked at an alert. */
@Command(
        name = "ack",
        description = "Says that you have looked at an alert. It ends nothing.",
        mixinStandardHelpOptions = true)
final class AlertsAckCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "1", paramLabel = "ID", description = "As 'baton alerts' shows it.")
    String id = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "For the record.")
    String note = "";

    /** {@code zxid} is -1 where nothing was written. */
    record Report(
            String id,
            String outcome,
            String by,
            String note,
            long zxid,
            @Nullable String detail) {}

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), true)) {
            AlertEntry entry = find(SteadyLook.of(session));
            GroupId home = entry.alert().home();
            if (home == null) {
                return end(
                        "REFUSED",
                        -1,
                        "it is about what one console sees, and is acknowledged there: expected an alert about a group",
                        Exit.REFUSED);
            }
            AlertAcknowledgements.One one = new AlertAcknowledgements.One(
                    id, entry.alert().mark(), Operator.name(), note, new Hlc(Session.now(), 0));
            Result result = new AcknowledgingAlerts(
                            session.connection().store(), session.target().timeout())
                    .acknowledge(home, one)
                    .toCompletableFuture()
                    .get();
            return switch (result) {
                case Result.Done done -> end("DONE", done.zxid(), null, Exit.DONE);
                case Result.Nothing nothing ->
                    end("NOTHING_TO_DO", -1, "acknowledged by " + nothing.by().by() + " already", Exit.DONE);
                case Result.Refused refused -> end("REFUSED", -1, refused.why(), Exit.REFUSED);
                case Result.Unknown unknown -> end("UNKNOWN", -1, unknown.detail(), Exit.UNKNOWN);
            };
        }
    }

    private AlertEntry find(List<AlertEntry> entries) throws CliException {
        for (AlertEntry entry : entries) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        String known = entries.stream().map(AlertEntry::id).collect(Collectors.joining(", "));
        throw new CliException(
                Exit.USAGE,
                "no alert '" + id + "' now: " + (known.isEmpty() ? "there is none" : "expected one of " + known));
    }

    private int end(String outcome, long zxid, @Nullable String detail, int code) {
        PrintWriter out = spec.commandLine().getOut();
        if (common.json) {
            Out.json(out, new Report(id, outcome, Operator.name(), note, zxid, detail));
        } else if (detail == null) {
            out.println("The alert " + id + " is acknowledged, zxid " + Out.zxid(zxid) + ".");
        } else {
            out.println(outcome + ": " + detail);
        }
        return code;
    }
}
