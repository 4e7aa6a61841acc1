package dev.baton.cli;

import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.Standing;
import dev.baton.model.OperatorRole;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code baton operator whoami}: with which key this machine would sign, and what that may here. Asks for no passphrase. */
@Command(
        name = "whoami",
        description = "Which key would sign here, and what the cluster lets it do. Needs no passphrase.",
        mixinStandardHelpOptions = true)
final class OperatorWhoamiCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Mixin
    KeyOptions keys = new KeyOptions();

    /** {@code role} is null where the cluster gives it none; {@code todo} where nothing is to be done. */
    record Report(
            String state,
            String name,
            @Nullable String role,
            @Nullable String keyId,
            @Nullable String publicKey,
            String file,
            @Nullable String todo) {}

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            Signing signing = new Signing(session, keys, spec.commandLine().getErr());
            OperatorBook book = signing.book();
            Standing now = signing.standing(book);
            KeyFace face = now.key();
            String todo =
                    now.may(OperatorRole.OPERATOR) ? null : StandingText.refusal(now, OperatorRole.OPERATOR, book);
            Report report = new Report(
                    now.state().name(),
                    now.name(),
                    now.role() == null ? null : StandingText.role(now.role()),
                    face == null ? null : face.keyId(),
                    face == null ? null : face.publicKey(),
                    keys.file(session.target()).path().toString(),
                    todo);
            PrintWriter out = spec.commandLine().getOut();
            if (common.json) {
                Out.json(out, report);
            } else {
                print(out, report);
            }
            return Exit.DONE;
        }
    }

    private static void print(PrintWriter out, Report report) {
        out.println(report.name()
                + (report.role() == null ? "" : ", " + report.role())
                + (report.state().equals("OPEN") ? "; this cluster takes unsigned requests" : ""));
        out.println("  key file    " + report.file());
        if (report.keyId() != null) {
            out.println("  id          " + report.keyId());
            out.println("  public key  " + report.publicKey());
        }
        if (report.todo() != null) {
            out.println(report.todo());
        }
        out.flush();
    }
}
