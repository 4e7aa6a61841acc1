package dev.baton.console.connect;

import dev.baton.authority.Authority;
import dev.baton.authority.Signed;
import dev.baton.authority.Signer;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Approval;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Refusal;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The second signature under an action that waits for it. What is signed is exactly the request that this operator was shown; who carries the action
 * out checks the rules again when it starts.
 *
 * <p>Threading: any thread; nothing blocks.
 */
public final class Approving {
    private final CoordinationStore store;
    private final Duration timeout;
    private final Signer signer;

    public Approving(CoordinationStore store, Duration timeout, Signer signer) {
        this.store = store;
        this.timeout = timeout;
        this.signer = signer;
    }

    /** What became of it. */
    public sealed interface Result {
        /** It stands in the store, with that zxid. */
        record Signed(Approval approval, long zxid) implements Result {}

        /** Nothing was written. */
        record Refused(Refusal rule) implements Result {}

        /** No answer came: it may have been written. Asking again is safe. */
        record Unknown(String detail) implements Result {}
    }

    /** Signs the request that was shown. Never completes exceptionally, and within a few timeouts. */
    public CompletionStage<Result> approve(ActionRequest shown, Hlc at) {
        if (signer.keyId().equals(shown.keyId()) || signer.name().equals(shown.operator())) {
            return done(refused(Authority.SECOND, "another operator than " + shown.operator(), signer.name()));
        }
        Approval approval;
        try {
            approval = Signed.approve(shown, at, signer);
        } catch (GeneralSecurityException | IllegalArgumentException cannot) {
            return done(new Result.Refused(ActionClient.unsigned(cannot)));
        }
        String action = StoreLayout.action(shown.group(), shown.id());
        return store.read(action, timeout)
                .thenCompose(read -> switch (read) {
                    case ReadResult.Found found -> write(shown, approval, found);
                    case ReadResult.Absent _ -> done(refused("action exists", action, "none"));
                    case ReadResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
                })
                .exceptionally(failed -> new Result.Unknown(String.valueOf(failed.getMessage())));
    }

    private CompletionStage<Result> write(ActionRequest shown, Approval approval, ReadResult.Found found) {
        ActionRecord record;
        try {
            record = Json.read(found.data(), ActionRecord.class, found.path());
        } catch (Json.MalformedException nonsense) {
            return done(refused("action readable", "a record", String.valueOf(nonsense.getMessage())));
        }
        if (!record.request().equals(shown)) {
            return done(refused("request as shown", shown.id() + " as it was shown", "another request"));
        }
        if (record.ended() || record.done(Name.ACCEPTED)) {
            return done(refused(
                    "waits for a second signature",
                    "an action that has not started",
                    record.ended() ? "over" : "started"));
        }
        String path = StoreLayout.approval(shown.group(), shown.id());
        List<StoreOp> ops = List.of(
                new StoreOp.Check(found.path(), found.version()),
                new StoreOp.Create(path, Json.bytes(approval), false));
        return store.write(ops, timeout).thenCompose(written -> switch (written) {
            case WriteResult.Applied applied -> done(new Result.Signed(approval, applied.zxid()));
            case WriteResult.Refused refused ->
                done(
                        refused.why() == WriteResult.Why.NODE_EXISTS
                                ? refused("not signed yet", "none", "it is signed already")
                                : refused("action as shown", "unchanged", refused.why() + ", " + refused.detail()));
            case WriteResult.Unknown unknown -> lookFor(path, approval, unknown.detail());
        });
    }

    /** The answer was lost: the node tells. */
    private CompletionStage<Result> lookFor(String path, Approval approval, String detail) {
        return store.read(path, timeout).thenApply(read -> {
            if (read instanceof ReadResult.Found found) {
                try {
                    if (Json.read(found.data(), Approval.class, path).equals(approval)) {
                        return new Result.Signed(approval, found.zxid());
                    }
                    return refused("not signed yet", "none", "somebody else signed it");
                } catch (Json.MalformedException nonsense) {
                    return refused("not signed yet", "none", String.valueOf(nonsense.getMessage()));
                }
            }
            return new Result.Unknown(detail);
        });
    }

    private static Result refused(String rule, String expected, String actual) {
        return new Result.Refused(new Refusal(rule, expected, actual));
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedFuture(result);
    }
}
