package dev.baton.cli;

import dev.baton.audit.AuditHead;
import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.EpochRecord;
import dev.baton.model.Recovery;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton history}: from the store alone. */
@Command(
        name = "history",
        description = "The epochs of a group, newest first; with --actions what operators did.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "1", paramLabel = "GROUP")
    String group = "";

    @Option(names = "--actions", description = "The actions of operators instead, newest first.")
    boolean actions;

    /** {@code outageMs} is -1 for a first epoch and for one that never served; {@code recovery} says where its time went. */
    record Line(
            long epoch,
            String holder,
            String cause,
            String by,
            String reason,
            String at,
            long zxid,
            long outageMs,
            boolean served,
            @Nullable String action,
            @Nullable Recovery recovery) {}

    /** An action as the list shows it; {@code outcome} is absent while it has not ended, {@code baton receipt} has the rest. */
    record ActionLine(
            String action,
            String kind,
            @Nullable String target,
            String by,
            String reason,
            String at,
            @Nullable String outcome,
            long epochBefore,
            long epochAfter,
            long writePauseMs) {}

    /** {@code actions} is empty unless asked for. */
    record History(String group, List<Line> epochs, List<ActionLine> actions) {}

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            GroupView found = session.group(group);
            History history = new History(
                    group,
                    found.epochs().stream().map(HistoryCommand::line).toList(),
                    actions ? actions(found) : List.of());
            PrintWriter out = spec.commandLine().getOut();
            if (common.json) {
                Out.json(out, history);
            } else if (actions) {
                printActions(out, history);
            } else {
                print(out, history);
            }
            AuditHead head = common.json ? null : AuditChecks.head(session, found.id());
            if (head != null && head.trimmedTo() > 0) {
                out.println("Older ones may have left the store: 'baton audit show " + group + "' has them all.");
                out.flush();
            }
            return Exit.DONE;
        }
    }

    private static List<ActionLine> actions(GroupView group) {
        return group.actions().values().stream()
                .map(Stored::value)
                .map(each -> new ActionLine(
                        each.request().id(),
                        each.request().kind().name(),
                        Session.text(each.target()),
                        each.request().operator(),
                        each.request().reason(),
                        each.request().requestedAt().instant().toString(),
                        Session.text(each.outcome()),
                        each.epochBefore().value(),
                        each.epochAfter() == null ? -1 : each.epochAfter().value(),
                        each.writePauseMillis()))
                .toList();
    }

    private static void printActions(PrintWriter out, History history) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Out.row("ACTION", "KIND", "TARGET", "BY", "AT", "OUTCOME", "EPOCH", "REASON"));
        for (ActionLine line : history.actions()) {
            rows.add(Out.row(
                    line.action(),
                    line.kind(),
                    line.target(),
                    line.by(),
                    line.at(),
                    line.outcome() == null ? "not ended" : line.outcome(),
                    line.epochAfter() < 0 ? line.epochBefore() : line.epochBefore() + " -> " + line.epochAfter(),
                    line.reason()));
        }
        Out.table(out, "", rows);
        if (history.actions().isEmpty()) {
            out.println("No action was ever asked for.");
        }
    }

    private static Line line(EpochView view) {
        EpochRecord epoch = view.record();
        return new Line(
                epoch.epoch().value(),
                epoch.holder().value(),
                epoch.cause().name(),
                epoch.by(),
                epoch.reason(),
                epoch.at().instant().toString(),
                view.zxid(),
                view.activation() == null ? -1 : view.activation().outageMillis(),
                view.activation() != null,
                epoch.action(),
                view.activation() == null ? null : view.activation().recovery());
    }

    /** The parts that took a millisecond or more, for example {@code detect 141, fence 6, catch up 9}. */
    private static String parts(Recovery recovery) {
        return recovery.parts().stream()
                .filter(part -> part.micros() >= 1_000)
                .map(part ->
                        part.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + part.micros() / 1_000)
                .collect(Collectors.joining(", "));
    }

    private static void print(PrintWriter out, History history) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Out.row("EPOCH", "HOLDER", "CAUSE", "BY", "AT", "ZXID", "OUTAGE", "WENT TO", "REASON"));
        for (Line line : history.epochs()) {
            rows.add(Out.row(
                    line.epoch(),
                    line.holder(),
                    line.cause(),
                    line.by(),
                    line.at(),
                    Out.zxid(line.zxid()),
                    line.outageMs() < 0 ? null : line.outageMs() + " ms",
                    line.recovery() == null ? null : parts(line.recovery()),
                    line.reason()));
        }
        Out.table(out, "", rows);
        if (history.epochs().isEmpty()) {
            out.println("No epoch was ever granted.");
        }
    }
}
