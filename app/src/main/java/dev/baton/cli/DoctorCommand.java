package dev.baton.cli;

import dev.baton.console.connect.Target;
import dev.baton.secure.AclTable;
import dev.baton.zookeeper.Hole;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton doctor}: what this machine and this cluster lack, all at once. */
@Command(
        name = "doctor",
        description = "What this machine and this cluster lack, all problems at once.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Option(
            names = "--as",
            paramLabel = "FILE",
            description = "A security file to try the store's rights with; may be repeated. Of a lab all are taken.")
    List<Path> as = List.of();

    /**
     * One finding.
     *
     * @param state {@code ok}, {@code note} (nothing is wrong, but know it) or {@code wrong}
     * @param todo what to do; empty where nothing is wrong
     */
    record Check(String check, String state, String found, String todo) {
        static Check ok(String check, String found) {
            return new Check(check, "ok", found, "");
        }

        static Check note(String check, String found, String todo) {
            return new Check(check, "note", found, todo);
        }

        static Check wrong(String check, String found, String todo) {
            return new Check(check, "wrong", found, todo);
        }
    }

    record Report(boolean ok, @Nullable String cluster, List<Check> checks, List<HoleLine> holes) {}

    /** A node whose rights are not those of the table. {@code granted} and {@code missing} are letters of {@code rwcda}. */
    record HoleLine(String path, String who, String granted, String missing) {
        static HoleLine of(Hole hole) {
            return new HoleLine(
                    hole.path(), hole.who(), AclTable.letters(hole.granted()), AclTable.letters(hole.missing()));
        }
    }

    @Override
    public Integer call() throws Exception {
        List<Check> checks = new ArrayList<>(MachineChecks.all());
        List<HoleLine> holes = new ArrayList<>();
        Target target = null;
        try {
            target = common.target();
        } catch (CliException none) {
            boolean named =
                    common.connect != null || common.profile != null || common.lab != null || common.security != null;
            String text = String.valueOf(none.getMessage());
            checks.add(
                    named
                            ? Check.wrong("cluster", text, "name another cluster")
                            : Check.note("cluster", "none is named, so none was checked", text));
        }
        if (target != null) {
            try (AccessChecks access = new AccessChecks(target, as)) {
                // Before the store is tried, which would be in its answers.
                checks.addAll(ClusterChecks.all(target));
                checks.addAll(access.all());
                access.holes().stream().map(HoleLine::of).forEach(holes::add);
            } finally {
                target.close();
            }
        }
        boolean ok = checks.stream().noneMatch(check -> check.state().equals("wrong"));
        PrintWriter out = spec.commandLine().getOut();
        if (common.json) {
            Out.json(out, new Report(ok, target == null ? null : target.connect(), checks, holes));
        } else {
            print(out, checks);
        }
        return ok ? Exit.DONE : Exit.FAILED;
    }

    private static void print(PrintWriter out, List<Check> checks) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            String sign = check.state().equals("wrong") ? "WRONG" : check.state();
            rows.add(Out.row(sign, check.check(), check.found()));
            // What mends several in a row is said once, after the last of them.
            boolean again = i + 1 < checks.size() && checks.get(i + 1).todo().equals(check.todo());
            if (!check.todo().isEmpty() && !again) {
                rows.add(Out.row("", "", "-> " + check.todo()));
            }
        }
        Out.table(out, "", rows);
        long wrong = checks.stream().filter(c -> c.state().equals("wrong")).count();
        out.println(wrong == 0 ? "Nothing is wrong." : wrong + (wrong == 1 ? " problem." : " problems."));
        out.flush();
    }
}
