package dev.baton.cli;

import dev.baton.authority.Signer;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.Operators;
import dev.baton.console.identity.Operators.Result;
import dev.baton.model.OperatorRole;
import java.io.PrintWriter;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * A change of who may act. What lets it happen are the store's rights; that an admin's key is unlocked for it says who did it. Where no admin's
 * key can be had, the store's rights are enough, and the record says so.
 */
final class AdminAct {
    static final String STORE_ADMIN = "the store's admin";

    private final Session session;
    private final CommandLine line;
    private final boolean json;
    private final Signing signing;

    AdminAct(Session session, CommandLine line, boolean json, KeyOptions keys) {
        this.session = session;
        this.line = line;
        this.json = json;
        signing = new Signing(session, keys, line.getErr());
    }

    /** {@code outcome} is DONE, REFUSED or UNKNOWN; {@code zxid} -1 where nothing was written. */
    record Report(
            String outcome,
            @Nullable String name,
            @Nullable String role,
            @Nullable String keyId,
            @Nullable String by,
            long zxid,
            @Nullable String detail) {}

    Signing signing() {
        return signing;
    }

    /** Who does it: an admin by their key, or whoever has the store's rights. */
    String by(OperatorBook book, boolean storeAdmin) throws Exception {
        if (storeAdmin || !book.signed()) {
            return Operator.name() + ", " + STORE_ADMIN;
        }
        Signer signer = signing.signer(OperatorRole.ADMIN);
        return signer == null ? Operator.name() + ", " + STORE_ADMIN : signer.name();
    }

    /** Does it as that one, and tells. */
    int run(String by, BiFunction<Operators, Long, CompletionStage<Result>> act, String done) throws Exception {
        Result result = act.apply(signing.operators(), Session.now())
                .toCompletableFuture()
                .get();
        return switch (result) {
            case Result.Done it -> {
                var record = it.records().getFirst();
                yield tell(
                        new Report(
                                "DONE",
                                record.name(),
                                StandingText.role(record.role()),
                                record.keyId(),
                                by,
                                it.zxid(),
                                null),
                        record.name() + " (" + StandingText.role(record.role()) + ", key " + record.keyId() + ") "
                                + done + ", zxid " + Out.zxid(it.zxid()) + ".",
                        Exit.DONE);
            }
            case Result.Refused refused ->
                tell(
                        new Report(
                                "REFUSED",
                                null,
                                null,
                                null,
                                by,
                                -1,
                                refused.rule().toString()),
                        "Refused by " + refused.rule(),
                        Exit.REFUSED);
            case Result.Unknown unknown ->
                tell(
                        new Report("UNKNOWN", null, null, null, by, -1, unknown.detail()),
                        "UNKNOWN: the store did not say whether it was written: " + unknown.detail()
                                + ". 'baton operator list' tells.",
                        Exit.UNKNOWN);
        };
    }

    private int tell(Report report, String text, int code) {
        PrintWriter out = line.getOut();
        if (json) {
            Out.json(out, report);
        } else {
            out.println(text);
        }
        out.flush();
        return code;
    }

    Session session() {
        return session;
    }
}
