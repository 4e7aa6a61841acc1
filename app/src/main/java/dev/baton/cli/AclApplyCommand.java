package dev.baton.cli;

import dev.baton.console.connect.Target;
import dev.baton.secure.Principals;
import dev.baton.secure.StoreRole;
import dev.baton.zookeeper.AclChange;
import dev.baton.zookeeper.NodeRights;
import dev.baton.zookeeper.StoreAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton acl apply}: lays the rights of the table on every node that exists. */
@Command(
        name = "apply",
        description = {
            "Lays the rights of the table on every node that exists, and makes /operators and /audit where they are",
            "absent. Needs an admin's security file. While an action is under way, wait: agents do not believe an action",
            "whose rights were changed after it was written."
        },
        mixinStandardHelpOptions = true)
final class AclApplyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Option(names = "--dry-run", description = "Says what would be changed, and changes nothing.")
    boolean dryRun;

    @Option(
            names = "--root",
            description = "Also what is above the chroot, the servers' own root. Only where they serve Baton alone.")
    boolean root;

    @Option(names = "--yes", description = "Does not ask. Needed without a terminal.")
    boolean yes;

    /** One change. {@code done}: null where it was not tried; {@code why}: why it is not done. */
    record Line(
            String path,
            boolean made,
            List<String> holes,
            @Nullable Boolean done,
            @Nullable String why) {
        static Line of(AclChange change, @Nullable Boolean done, @Nullable String why) {
            return new Line(
                    change.path(),
                    change.made(),
                    change.holes().stream().map(Object::toString).toList(),
                    done,
                    why);
        }
    }

    record Document(String cluster, boolean dryRun, int nodes, List<Line> changes) {}

    @Override
    public Integer call() throws Exception {
        Target target = common.target();
        try (StoreAccess access = open(target)) {
            return apply(target, access);
        } catch (IOException failed) {
            throw new CliException(
                    Exit.UNKNOWN,
                    "the store did not answer: " + failed.getMessage() + ". 'baton doctor' says how it is.");
        } finally {
            target.close();
        }
    }

    private static StoreAccess open(Target target) throws CliException, IOException, InterruptedException {
        if (target.security().principals().open()) {
            throw new CliException(
                    Exit.USAGE,
                    "nothing was changed: expected a security file that names acl.viewer, acl.operator, acl.agent and"
                            + " acl.admin (--security FILE), found none");
        }
        try {
            return StoreAccess.open(target.connect(), target.security(), target.timeout());
        } catch (IllegalArgumentException malformed) {
            throw new CliException(Exit.USAGE, target.origin() + ": " + malformed.getMessage());
        }
    }

    private int apply(Target target, StoreAccess access) throws CliException, IOException, InterruptedException {
        Principals principals = target.security().principals();
        Set<String> names = access.names();
        if (names.stream().noneMatch(principals.of(StoreRole.ADMIN)::contains)) {
            throw new CliException(
                    Exit.REFUSED,
                    "nothing was changed: who is connected is " + (names.isEmpty() ? "nobody" : shown(names))
                            + ", expected one of acl.admin: the rights that are laid would lock it out");
        }
        List<NodeRights> nodes = access.nodes();
        List<AclChange> changes = access.changes(nodes, principals).stream()
                .filter(change -> root || change.made() || !above(change, nodes))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (!common.json) {
            changes.forEach(change -> out.println(change));
            out.println(nodes.size() + " nodes looked at, " + changes.size() + " to be changed.");
            out.flush();
        }
        if (dryRun || changes.isEmpty()) {
            return tell(
                    target,
                    nodes,
                    changes.stream().map(change -> Line.of(change, null, null)).toList());
        }
        if (!yes) {
            Confirmation.require("apply", "change the rights of " + changes.size() + " nodes", Confirmation.terminal());
        }
        List<Line> lines = new ArrayList<>();
        for (AclChange change : changes) {
            String why = access.apply(change, principals);
            lines.add(Line.of(change, why.isEmpty(), why.isEmpty() ? null : why));
        }
        return tell(target, nodes, lines);
    }

    private static boolean above(AclChange change, List<NodeRights> nodes) {
        return nodes.stream()
                .anyMatch(node -> node.below() == null && node.path().equals(change.path()));
    }

    /** A digest is no secret by itself, but guesses can be tried on it. */
    private static String shown(Set<String> names) {
        return names.stream()
                .map(name -> name.startsWith("digest:") ? name.substring(0, name.lastIndexOf(':')) : name)
                .collect(Collectors.joining(", "));
    }

    private int tell(Target target, List<NodeRights> nodes, List<Line> lines) {
        PrintWriter out = spec.commandLine().getOut();
        List<Line> failed =
                lines.stream().filter(line -> Boolean.FALSE.equals(line.done())).toList();
        long done =
                lines.stream().filter(line -> Boolean.TRUE.equals(line.done())).count();
        if (common.json) {
            Out.json(out, new Document(target.connect(), dryRun, nodes.size(), lines));
        } else {
            failed.forEach(line -> out.println("NOT DONE: " + line.path() + ": " + line.why()));
            out.println(
                    lines.isEmpty()
                            ? "Every node has the rights of the table."
                            : dryRun ? "Nothing was changed." : done + " changed, " + failed.size() + " not.");
            out.flush();
        }
        return failed.isEmpty() ? Exit.DONE : done == 0 ? Exit.FAILED : Exit.INCOMPLETE;
    }
}
