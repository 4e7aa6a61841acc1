package dev.baton.cli;

import dev.baton.console.identity.OperatorBook;
import dev.baton.model.OperatorRecord;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code baton operator list}: everybody who ever might. */
@Command(name = "list", description = "The operators of a cluster, those revoked too.", mixinStandardHelpOptions = true)
final class OperatorListCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    /** One key; the last two are null while it is good. */
    record Line(
            String name,
            String role,
            String keyId,
            String publicKey,
            String since,
            String by,
            @Nullable String revokedAt,
            @Nullable String revokedBy) {
        static Line of(OperatorRecord record) {
            Long at = record.revokedAt();
            return new Line(
                    record.name(),
                    StandingText.role(record.role()),
                    record.keyId(),
                    record.publicKey(),
                    Instant.ofEpochMilli(record.addedAt()).toString(),
                    record.addedBy(),
                    at == null ? null : Instant.ofEpochMilli(at).toString(),
                    record.revokedBy());
        }
    }

    /** {@code broken}: what is wrong with nodes that are no record, by path. */
    record Report(List<Line> operators, Map<String, String> broken) {}

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            OperatorBook book =
                    new Signing(session, new KeyOptions(), spec.commandLine().getErr()).book();
            List<Line> lines = book.entries().values().stream()
                    .map(OperatorBook.Entry::record)
                    .map(Line::of)
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            if (common.json) {
                Out.json(out, new Report(lines, book.broken()));
                return Exit.DONE;
            }
            if (!book.signed()) {
                out.println(
                        "No operators: this cluster takes unsigned requests. The first one that is added must be an admin.");
            }
            List<List<String>> rows = new ArrayList<>();
            if (!lines.isEmpty()) {
                rows.add(Out.row("NAME", "ROLE", "KEY", "SINCE", "BY", "REVOKED"));
            }
            lines.forEach(line -> rows.add(Out.row(
                    line.name(),
                    line.role(),
                    line.keyId(),
                    line.since(),
                    line.by(),
                    line.revokedAt() == null ? "-" : line.revokedAt() + " by " + line.revokedBy())));
            Out.table(out, "", rows);
            book.broken().forEach((path, problem) -> out.println("Unreadable " + path + ": " + problem));
            return Exit.DONE;
        }
    }
}
