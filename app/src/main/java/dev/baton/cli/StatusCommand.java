package dev.baton.cli;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton status}. */
@Command(
        name = "status",
        description = "Who is primary, who stands by, and what is wrong.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "GROUP", description = "Only this group.")
    @Nullable
    String group;

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), true)) {
            if (group != null) {
                session.group(group);
            }
            ClusterView view = session.settled();
            List<GroupView> groups =
                    group == null ? List.copyOf(view.groups().values()) : List.of(Session.group(view, group));
            Status status = Status.of(view, groups, Session.now());
            PrintWriter out = spec.commandLine().getOut();
            if (common.json) {
                Out.json(out, status);
            } else {
                print(out, status);
            }
            return status.store().quorum() ? Exit.DONE : Exit.UNKNOWN;
        }
    }

    /** A dash of the table where nothing is known; of a warm or cold standby also how long it would take. */
    private static @Nullable String lag(Status.Member member) {
        String lag = member.lag() < 0 ? null : Long.toString(member.lag());
        boolean waits = "warm".equals(member.standby()) || "cold".equals(member.standby());
        if (!waits || !"STANDBY".equals(member.role())) {
            return lag;
        }
        String recovery = member.recoveryMs() < 0 ? "recovery unknown" : "recovery " + member.recoveryMs() + " ms";
        return (lag == null ? "?" : lag) + " (" + member.standby() + ", " + recovery + ")";
    }

    private static void print(PrintWriter out, Status status) {
        for (Status.Group group : status.groups()) {
            out.println(group.group() + "  " + group.state() + "  epoch " + group.epoch() + "  primary "
                    + (group.primary() == null ? "none" : group.primary()));
            if (group.openAction() != null) {
                out.println("  " + group.openAction().text());
            }
            if (group.pause() != null) {
                out.println("  " + group.pause().text());
            }
            for (String corrupt : group.corrupt()) {
                out.println("  cannot be read: " + corrupt);
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(Out.row("MEMBER", "ROLE", "EPOCH", "VERDICT", "HEALTH", "LAG", "POSITION", "GUARD", "TAKEOVER"));
            for (Status.Member member : group.members()) {
                rows.add(Out.row(
                        member.member(),
                        member.role(),
                        member.epoch(),
                        member.verdict(),
                        member.health(),
                        lag(member),
                        member.position() < 0 ? null : member.position(),
                        member.guardMs() < 0 ? null : member.guardMs() + " ms",
                        member.reason()));
            }
            Out.table(out, "  ", rows);
            out.println();
        }
        if (status.groups().isEmpty()) {
            out.println("The store holds no group.");
        }
        for (Status.Warning alert : status.alerts()) {
            out.println(alert.severity() + "  " + alert.text());
        }
        out.flush();
    }
}
