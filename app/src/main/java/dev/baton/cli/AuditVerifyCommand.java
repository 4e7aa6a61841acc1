package dev.baton.cli;

import dev.baton.audit.AuditChain.Break;
import dev.baton.audit.AuditChain.Problem;
import dev.baton.audit.AuditEntry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton audit verify}: whether an export, or a cluster's audit, is as it was written. */
@Command(
        name = "verify",
        description = {
            "Finds every edit, deletion, insertion and reorder: in an export, or in the store and in Kafka.",
            "An export is also compared with the cluster where one is named.",
            "Exit 0 only where everything holds; 1 where something is broken; 6 where something could not be looked at."
        },
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "FILE|GROUP", description = "Default: every chain of the cluster.")
    @Nullable
    String what;

    /** One chain. {@code hash} of its last entry; {@code archived} how many entries Kafka has, -1 where it was not asked. */
    record Chain(
            String chain,
            long from,
            long to,
            @Nullable String hash,
            int entries,
            int archived,
            List<Problem> problems) {}

    record Report(boolean ok, String source, List<Chain> chains, List<Problem> problems, List<String> notes) {}

    @Override
    public Integer call() throws Exception {
        boolean file = what != null && Files.isRegularFile(Path.of(what));
        Report report = file ? ofFile(Path.of(String.valueOf(what))) : ofCluster();
        PrintWriter out = spec.commandLine().getOut();
        if (common.json) {
            Out.json(out, report);
        } else {
            print(out, report);
        }
        boolean broken = !report.problems().isEmpty()
                || report.chains().stream().anyMatch(chain -> !chain.problems().isEmpty());
        return report.ok() ? Exit.DONE : broken ? Exit.FAILED : Exit.UNKNOWN;
    }

    private Report ofCluster() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            List<AuditLog> logs = AuditLogs.of(session, what);
            List<String> notes = new ArrayList<>();
            for (AuditLog log : logs) {
                if (log.partial() && log.head() != null) {
                    notes.add("entries 1 to " + log.head().trimmedTo() + " of " + log.chain()
                            + " are in Kafka alone and were not looked at: name --kafka HOST:PORT");
                }
            }
            List<Chain> chains = logs.stream().map(AuditVerifyCommand::chain).toList();
            boolean ok = notes.isEmpty()
                    && chains.stream().allMatch(chain -> chain.problems().isEmpty());
            return new Report(ok, session.target().connect(), chains, List.of(), notes);
        }
    }

    private static Chain chain(AuditLog log) {
        List<AuditEntry> whole = log.whole();
        return new Chain(
                log.chain(),
                log.start().seq(),
                whole.isEmpty() ? log.start().seq() - 1 : whole.getLast().seq(),
                whole.isEmpty() ? null : whole.getLast().hash(),
                whole.size(),
                log.archived() == null ? -1 : log.archived().size(),
                log.problems());
    }

    private Report ofFile(Path file) throws Exception {
        AuditFile.Read read = AuditFile.read(file);
        List<String> notes = new ArrayList<>();
        List<AuditLog> logs = cluster(notes);
        List<Chain> chains = new ArrayList<>();
        for (AuditFile.Section section : read.sections()) {
            List<Problem> problems = new ArrayList<>(AuditFile.problems(section));
            if (logs != null) {
                problems.addAll(compared(section, logs));
            }
            chains.add(new Chain(
                    section.header().chain(),
                    section.header().seq(),
                    section.end().seq(),
                    section.end().previous(),
                    section.entries().size(),
                    -1,
                    List.copyOf(problems)));
            if (section.header().seq() > 1) {
                notes.add("the export of " + section.header().chain() + " begins with entry "
                        + section.header().seq() + ": nothing is claimed about those before it");
            }
        }
        boolean ok = read.problems().isEmpty()
                && chains.stream().allMatch(chain -> chain.problems().isEmpty());
        return new Report(ok, file.toString(), chains, read.problems(), notes);
    }

    /** The chains of the cluster that is named, or null where none is. */
    private @Nullable List<AuditLog> cluster(List<String> notes) throws Exception {
        try {
            common.target();
        } catch (CliException none) {
            if (common.connect != null || common.profile != null || common.lab != null) {
                throw none;
            }
            notes.add("no cluster is named, so the export was not compared with one");
            return null;
        }
        try (Session session = Session.open(common.target(), false)) {
            return AuditLogs.of(session, null);
        }
    }

    /** Whether the end of that section is in the cluster's chain, which the chain itself then vouches for. */
    private static List<Problem> compared(AuditFile.Section section, List<AuditLog> logs) {
        String chain = section.header().chain();
        AuditLog log = logs.stream()
                .filter(each -> each.chain().equals(chain))
                .findFirst()
                .orElse(null);
        if (log == null) {
            return List.of(new Problem(chain, 1, Break.FOREIGN, "a chain of the cluster", "none of that name"));
        }
        List<Problem> problems = new ArrayList<>(log.problems());
        var end = section.end();
        if (end.seq() < log.start().seq()) {
            return problems; // Older than what could be read; the section's own chain is all there is.
        }
        AuditEntry its = log.whole().stream()
                .filter(entry -> entry.seq() == end.seq())
                .findFirst()
                .orElse(null);
        if (its == null || !its.hash().equals(end.previous())) {
            problems.add(new Problem(
                    chain,
                    end.seq(),
                    Break.UNLINKED,
                    "the export's last hash " + end.previous() + " in the cluster",
                    its == null ? "no such entry" : "hash " + its.hash()));
        }
        return problems;
    }

    private static void print(PrintWriter out, Report report) {
        for (Chain chain : report.chains()) {
            String whose = chain.chain().equals(AuditEntry.CLUSTER) ? "the cluster's own" : chain.chain();
            out.println((chain.problems().isEmpty() ? "holds   " : "BROKEN  ") + whose + ": " + chain.entries()
                    + " entries" + (chain.entries() == 0 ? "" : ", " + chain.from() + " to " + chain.to())
                    + (chain.archived() < 0 ? "" : ", " + chain.archived() + " records in Kafka")
                    + (chain.hash() == null ? "" : ", last hash " + chain.hash()));
            chain.problems().forEach(problem -> out.println("  " + problem));
        }
        report.problems().forEach(problem -> out.println("BROKEN  " + problem));
        report.notes().forEach(note -> out.println("note: " + note));
        out.flush();
    }
}
