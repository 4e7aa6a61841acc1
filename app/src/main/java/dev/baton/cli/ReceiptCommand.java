package dev.baton.cli;

import dev.baton.console.connect.WholeFile;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton receipt}: from the store alone. */
@Command(
        name = "receipt",
        description =
                "What an action was shown, checked, did and left, each step with who, when and the zxid of its write.",
        mixinStandardHelpOptions = true)
final class ReceiptCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(index = "0", paramLabel = "GROUP")
    String group = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "Its id, from 'baton history GROUP --actions'. Default: the newest.")
    @Nullable
    String action;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the JSON document into this file instead.")
    @Nullable
    Path file;

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            GroupView found = session.group(group);
            String id = action == null ? newest(found) : action;
            Stored<ActionRecord> stored = stored(session, found, id);
            Receipt receipt = Receipt.of(found, stored, StoreLayout.action(found.id(), id));
            PrintWriter out = spec.commandLine().getOut();
            if (file != null) {
                write(file, receipt);
                spec.commandLine().getErr().println("baton: the receipt of " + id + " is in " + file);
            } else if (common.json) {
                Out.json(out, receipt);
            } else {
                ReceiptText.print(out, receipt);
            }
            return Exit.DONE;
        }
    }

    private String newest(GroupView found) throws CliException {
        return found.actions().keySet().stream()
                .findFirst()
                .orElseThrow(() -> new CliException(Exit.USAGE, "group " + group + " had no action yet"));
    }

    /** Past what the view holds, which is the newest only. */
    private Stored<ActionRecord> stored(Session session, GroupView found, String id)
            throws CliException, InterruptedException, ExecutionException {
        Stored<ActionRecord> seen = found.actions().get(id);
        if (seen != null) {
            return seen;
        }
        if (!NAME.matcher(id).matches()) {
            throw none(found, id);
        }
        String path = StoreLayout.action(found.id(), id);
        ReadResult read = session.connection()
                .store()
                .read(path, session.target().timeout())
                .toCompletableFuture()
                .get();
        return switch (read) {
            case ReadResult.Absent _ -> throw none(found, id);
            case ReadResult.Unknown unknown ->
                throw new CliException(
                        Exit.UNKNOWN, "the store did not say what " + path + " holds: " + unknown.detail());
            case ReadResult.Found node -> {
                try {
                    ActionRecord record = Json.read(node.data(), ActionRecord.class, path);
                    yield new Stored<>(record, node.version(), node.zxid(), Session.now());
                } catch (Json.MalformedException nonsense) {
                    throw new CliException(Exit.FAILED, String.valueOf(nonsense.getMessage()));
                }
            }
        };
    }

    private static CliException none(GroupView found, String id) {
        String known = found.actions().keySet().stream().limit(10).collect(Collectors.joining(", "));
        return new CliException(
                Exit.USAGE,
                "no action '" + id + "' in group " + found.id() + ": "
                        + (known.isEmpty() ? "it had none yet" : "expected one of " + known));
    }

    private static void write(Path file, Receipt receipt) throws CliException {
        StringWriter text = new StringWriter();
        Out.json(new PrintWriter(text), receipt);
        try {
            WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new CliException(Exit.USAGE, "cannot write " + file + ": " + failed);
        }
    }
}
