package dev.baton.cli;

import dev.baton.audit.AuditChain.Problem;
import dev.baton.model.Hlc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton audit export}: everything from Kafka and from the store, each entry once, as JSON lines. */
@Command(
        name = "export",
        description = "The audit as JSON lines: of a group, or of the whole cluster where none is named.",
        mixinStandardHelpOptions = true)
final class AuditExportCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "GROUP")
    @Nullable
    String group;

    @Option(names = "--out", paramLabel = "FILE", description = "Into this file instead of standard output.")
    @Nullable
    Path file;

    /** What was written into a file. */
    record Written(String file, List<Chain> chains) {}

    /** One chain of it; {@code hash} of its last entry: worth to be kept elsewhere. */
    record Chain(
            String chain, int entries, long seq, @Nullable String hash, List<Problem> problems) {}

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            List<AuditLog> logs = AuditLogs.of(session, group);
            String at = Hlc.ZERO.tick(Session.now()).instant().toString();
            PrintWriter out = spec.commandLine().getOut();
            if (file == null) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                AuditFile.write(text, session.target().connect(), at, logs);
                out.print(text.toString(StandardCharsets.UTF_8));
                out.flush();
            } else {
                write(file, session.target().connect(), at, logs);
                Written written = new Written(
                        file.toString(),
                        logs.stream().map(AuditExportCommand::chain).toList());
                if (common.json) {
                    Out.json(out, written);
                } else {
                    written.chains()
                            .forEach(each -> out.println(each.chain() + ": " + each.entries() + " entries"
                                    + (each.hash() == null ? "" : ", the last is " + each.seq() + " " + each.hash())));
                    out.flush();
                }
            }
            return complaints(logs);
        }
    }

    private static Chain chain(AuditLog log) {
        var whole = log.whole();
        return new Chain(
                log.chain(),
                whole.size(),
                whole.isEmpty() ? 0 : whole.getLast().seq(),
                whole.isEmpty() ? null : whole.getLast().hash(),
                log.problems());
    }

    private int complaints(List<AuditLog> logs) {
        int code = Exit.DONE;
        PrintWriter err = spec.commandLine().getErr();
        for (AuditLog log : logs) {
            for (Problem problem : log.problems()) {
                err.println("baton: " + problem);
                code = Exit.FAILED;
            }
            if (log.partial() && log.head() != null) {
                err.println("baton: the entries of " + log.chain() + " to "
                        + log.head().trimmedTo()
                        + " are in Kafka alone and are not in this export: name --kafka HOST:PORT");
                code = code == Exit.DONE ? Exit.INCOMPLETE : code;
            }
        }
        err.flush();
        return code;
    }

    private static void write(Path file, String cluster, String at, List<AuditLog> logs) throws CliException {
        try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
            AuditFile.write(out, cluster, at, logs);
        } catch (IOException e) {
            throw new CliException(Exit.FAILED, file + ": cannot be written: " + e.getMessage());
        }
    }
}
