package dev.baton.cli;

import dev.baton.audit.AuditEntry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton audit show}: when, who, what, why and how it ended, newest first. */
@Command(
        name = "show",
        description = {
            "When, who, what, why and how it ended: of a group, newest first.",
            "Without a group, of the cluster itself: whose keys were added and revoked, by whom."
        },
        mixinStandardHelpOptions = true)
final class AuditShowCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "GROUP")
    @Nullable
    String group;

    @Option(names = "--last", paramLabel = "N", description = "How many at most. Default: 50.", defaultValue = "50")
    int last = 50;

    /** {@code group} is absent for the cluster's own; {@code broken}: how many places 'baton audit verify' would name. */
    record Shown(@Nullable String group, int entries, int broken, List<AuditLine> lines) {}

    @Override
    public Integer call() throws Exception {
        if (last < 1) {
            throw new CliException(Exit.USAGE, "--last " + last + ": expected 1 or more");
        }
        try (Session session = Session.open(common.target(), false)) {
            AuditLog log = group == null
                    ? AuditLogs.own(session)
                    : AuditLogs.of(session, group).getFirst();
            List<AuditEntry> whole = log.whole();
            Shown shown = new Shown(
                    group,
                    whole.size(),
                    log.problems().size(),
                    whole.reversed().stream().limit(last).map(AuditLine::of).toList());
            PrintWriter out = spec.commandLine().getOut();
            if (common.json) {
                Out.json(out, shown);
            } else {
                print(out, shown, log);
            }
            return Exit.DONE;
        }
    }

    private static void print(PrintWriter out, Shown shown, AuditLog log) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Out.row("ENTRY", "AT", "WHO", "WHAT", "ABOUT", "OUTCOME", "WHY"));
        for (AuditLine line : shown.lines()) {
            rows.add(Out.row(line.seq(), line.at(), line.who(), line.what(), line.about(), line.outcome(), line.why()));
        }
        Out.table(out, "", rows);
        if (log.partial() && log.head() != null) {
            out.println("Entries 1 to " + log.head().trimmedTo() + " are in Kafka: --kafka HOST:PORT shows them too.");
        }
        if (shown.broken() > 0) {
            String whose = shown.group() == null ? "" : " " + shown.group();
            out.println("The audit is broken in " + shown.broken() + " places: 'baton audit verify" + whose
                    + "' names them.");
        }
        out.flush();
    }
}
