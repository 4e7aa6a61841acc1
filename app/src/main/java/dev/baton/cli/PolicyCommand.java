package dev.baton.cli;

import dev.baton.model.ActionKind;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.io.PrintWriter;
import java.util.Arrays;
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

/** {@code baton policy}: shows a group's policy, and says which actions need a second operator. */
@Command(
        name = "policy",
        description = {
            "Shows a group's policy; with --four-eyes, which kinds of action start only with a second operator's signature.",
            "Writing it needs the store's admin rights."
        },
        mixinStandardHelpOptions = true)
final class PolicyCommand implements Callable<Integer> {
    private static final String NOBODY = "none";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "1", paramLabel = "GROUP")
    String group = "";

    @Option(
            names = "--four-eyes",
            paramLabel = "KINDS",
            description = "For example SWITCHOVER,FAILOVER; 'all' or '" + NOBODY + "'.")
    @Nullable
    String fourEyes;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    /** {@code outcome}: SHOWN, DONE, UNCHANGED, REFUSED or UNKNOWN; {@code zxid} is -1 where nothing was written. */
    record Report(
            String group,
            String outcome,
            @Nullable Policy policy,
            int version,
            long zxid,
            @Nullable String detail) {}

    @Override
    public Integer call() throws Exception {
        List<ActionKind> kinds = fourEyes == null ? null : kinds(fourEyes);
        try (Session session = Session.open(common.target(), false)) {
            GroupId id = session.group(group).id();
            CoordinationStore store = session.connection().store();
            String path = StoreLayout.policy(id);
            ReadResult read = store.read(path, session.target().timeout())
                    .toCompletableFuture()
                    .get();
            if (!(read instanceof ReadResult.Found found)) {
                return end(new Report(group, "UNKNOWN", null, -1, -1, String.valueOf(read)), Exit.UNKNOWN);
            }
            Policy policy = Json.read(found.data(), Policy.class, path);
            if (kinds == null || kinds.equals(policy.fourEyes())) {
                String outcome = kinds == null ? "SHOWN" : "UNCHANGED";
                return end(new Report(group, outcome, policy, found.version(), -1, null), Exit.DONE);
            }
            if (!yes) {
                Confirmation.require(
                        group, "let " + names(kinds) + " wait for a second operator", Confirmation.terminal());
            }
            Policy next = policy.withFourEyes(kinds);
            WriteResult written = store.write(
                            List.of(new StoreOp.Set(path, Json.bytes(next), found.version())),
                            session.target().timeout())
                    .toCompletableFuture()
                    .get();
            return switch (written) {
                case WriteResult.Applied applied ->
                    end(new Report(group, "DONE", next, found.version() + 1, applied.zxid(), null), Exit.DONE);
                case WriteResult.Refused refused ->
                    end(
                            new Report(group, "REFUSED", policy, -1, -1, refused.why() + ", " + refused.detail()),
                            Exit.REFUSED);
                case WriteResult.Unknown unknown ->
                    end(new Report(group, "UNKNOWN", policy, -1, -1, unknown.detail()), Exit.UNKNOWN);
            };
        }
    }

    private static List<ActionKind> kinds(String text) throws CliException {
        if (text.equalsIgnoreCase(NOBODY)) {
            return List.of();
        }
        List<ActionKind> all = Arrays.stream(ActionKind.values())
                .filter(kind -> kind != ActionKind.DRILL)
                .toList();
        if (text.equalsIgnoreCase("all")) {
            return all;
        }
        List<String> asked = Arrays.stream(text.split(",", -1))
                .map(each -> each.strip().toUpperCase(Locale.ROOT))
                .toList();
        List<String> unknown = asked.stream()
                .filter(each -> all.stream().noneMatch(kind -> kind.name().equals(each)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new CliException(
                    Exit.USAGE,
                    "--four-eyes: no kind of action " + unknown + ": expected some of " + all + ", 'all' or '" + NOBODY
                            + "'");
        }
        return all.stream().filter(kind -> asked.contains(kind.name())).toList();
    }

    private static String names(List<ActionKind> kinds) {
        return kinds.isEmpty()
                ? "no action"
                : kinds.stream().map(ActionKind::name).collect(Collectors.joining(", "));
    }

    private int end(Report report, int code) {
        PrintWriter out = spec.commandLine().getOut();
        if (common.json) {
            Out.json(out, report);
            return code;
        }
        Policy policy = report.policy();
        if (report.detail() != null) {
            out.println(report.outcome() + ": " + report.detail());
        }
        if (policy != null) {
            out.println("Policy of " + group
                    + (report.zxid() < 0 ? "" : ", written with zxid " + Out.zxid(report.zxid())) + ":");
            out.println("  mode              " + policy.mode());
            out.println("  timing            " + policy.timing());
            out.println("  lag at most       " + policy.maxLagRecords() + " records");
            out.println("  fence needed      " + (policy.requireFence() ? "yes" : "no"));
            out.println("  paused            "
                    + (policy.pause() == null ? "no" : policy.pause().toString()));
            out.println("  second signature  for " + names(policy.fourEyes()));
        }
        return code;
    }
}
