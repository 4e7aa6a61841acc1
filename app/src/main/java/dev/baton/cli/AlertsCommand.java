package dev.baton.cli;

import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.model.Guidance;
import dev.baton.console.theme.Messages;
import dev.baton.model.AlertAcknowledgements;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code baton alerts}: what is wrong now, by the console's own rules, and who has looked at it. */
@Command(
        name = "alerts",
        description = "What is wrong now, who says so, and what is safe to do.",
        mixinStandardHelpOptions = true,
        subcommands = AlertsAckCommand.class)
final class AlertsCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    /** One alert; what is under it by id. */
    record Line(
            String id,
            String kind,
            String severity,
            String state,
            @Nullable String group,
            @Nullable String member,
            String headline,
            String text,
            String since,
            List<String> evidence,
            String safe,
            String unsafe,
            List<String> under,
            @Nullable String acknowledgedBy,
            @Nullable String acknowledgedAt,
            @Nullable String note) {}

    record Report(List<Line> alerts) {}

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), true)) {
            List<AlertEntry> entries = SteadyLook.of(session);
            PrintWriter out = spec.commandLine().getOut();
            if (common.json) {
                Out.json(
                        out,
                        new Report(entries.stream().map(AlertsCommand::line).toList()));
            } else {
                entries.forEach(entry -> print(out, line(entry)));
                if (entries.isEmpty()) {
                    out.println("No alert.");
                }
            }
            out.flush();
            return Exit.DONE;
        }
    }

    private static Line line(AlertEntry entry) {
        Alert alert = entry.alert();
        Guidance guidance = Guidance.of(alert);
        AlertAcknowledgements.One by = entry.acknowledged();
        return new Line(
                entry.id(),
                alert.kind().name(),
                alert.severity().name(),
                entry.state().name(),
                Session.text(alert.group()),
                Session.text(alert.member()),
                Messages.of(alert.headline()),
                Messages.of(alert.text()),
                Instant.ofEpochMilli(entry.sinceMillis()).toString(),
                Messages.of(entry.evidence()),
                Messages.of(guidance.safe()),
                Messages.of(guidance.unsafe()),
                entry.under().stream().map(Alert::id).toList(),
                by == null ? null : by.by(),
                by == null ? null : by.at().instant().toString(),
                by == null ? null : by.note());
    }

    private static void print(PrintWriter out, Line line) {
        out.println(line.severity() + "  " + line.headline() + "  [" + line.id() + "]  since " + line.since());
        out.println("  " + line.text());
        line.evidence().forEach(says -> out.println("    - " + says));
        out.println("  safe: " + line.safe());
        out.println("  not safe: " + line.unsafe());
        if (!line.under().isEmpty()) {
            out.println("  under it: " + String.join(", ", line.under()));
        }
        out.println(
                line.acknowledgedBy() == null
                        ? "  not acknowledged: baton alerts ack " + line.id() + " --note TEXT"
                        : "  acknowledged by " + line.acknowledgedBy() + " at " + line.acknowledgedAt()
                                + (String.valueOf(line.note()).isEmpty() ? "" : ": " + line.note()));
        out.println();
    }
}
