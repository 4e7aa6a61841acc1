package dev.baton.cli;

import dev.baton.secure.AclTable;
import dev.baton.secure.StoreRole;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton acl show}: the table of rights. */
@Command(name = "show", description = "The table of rights, which needs no cluster.", mixinStandardHelpOptions = true)
final class AclShowCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "One JSON document on standard output.")
    boolean json;

    @Option(names = "--debug", description = "Shows stack traces.")
    boolean debug;

    /** Rights as letters: read, write, create and delete children, admin. */
    record Row(String path, String viewer, String operator, String agent, String admin) {
        static Row of(AclTable.Row row) {
            return new Row(
                    row.name(),
                    letters(row, StoreRole.VIEWER),
                    letters(row, StoreRole.OPERATOR),
                    letters(row, StoreRole.AGENT),
                    letters(row, StoreRole.ADMIN));
        }

        private static String letters(AclTable.Row row, StoreRole role) {
            return AclTable.letters(row.rights().getOrDefault(role, Set.of()));
        }
    }

    record Document(List<Row> rows) {}

    @Override
    public Integer call() {
        List<Row> rows = AclTable.rows().stream().map(Row::of).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Out.json(out, new Document(rows));
            return Exit.DONE;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("NODE", "VIEWER", "OPERATOR", "AGENT", "ADMIN"));
        rows.forEach(row -> lines.add(List.of(row.path(), row.viewer(), row.operator(), row.agent(), row.admin())));
        Out.table(out, "", lines);
        out.println("r reads, w writes its data, c and d make and delete what lies below it, a changes its rights.");
        out.println("Whoever is in no role may do nothing.");
        out.flush();
        return Exit.DONE;
    }
}
