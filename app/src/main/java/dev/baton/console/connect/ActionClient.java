package dev.baton.console.connect;

import dev.baton.authority.Authority;
import dev.baton.authority.Signed;
import dev.baton.authority.Signer;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.OpenAction;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks for actions. One multi checks that the leadership is still what the operator was shown, creates the action and opens it, so nothing
 * happens unless all of that holds (protocol S5). The members do the rest; {@link ActionFollower} watches.
 *
 * <p>Threading: any thread; nothing blocks.
 */
public final class ActionClient {
    /** The rule that one action is open at a time. */
    static final String NO_OTHER = "no other action open";

    private final CoordinationStore store;
    private final Duration timeout;
    private final @Nullable Signer signer;

    /** Signs nothing: for clusters without operators. */
    public ActionClient(CoordinationStore store, Duration timeout) {
        this(store, timeout, null);
    }

    /** @param signer the key of who asks; null for clusters without operators */
    public ActionClient(CoordinationStore store, Duration timeout, @Nullable Signer signer) {
        this.store = store;
        this.timeout = timeout;
        this.signer = signer;
    }

    /** Signs it, where there is a key, and asks for it. Never completes exceptionally, and within a few timeouts. */
    public CompletionStage<Submission> submit(ActionRequest unsigned) {
        ActionRequest request;
        try {
            request = signer == null ? unsigned : Signed.sign(unsigned, signer);
        } catch (GeneralSecurityException | IllegalArgumentException cannot) {
            return done(new Submission.Refused(List.of(unsigned(cannot))));
        }
        Rule size = ActionRequests.size(request);
        if (size.blocks()) {
            return done(new Submission.Refused(List.of(size.refusal())));
        }
        String path = StoreLayout.openAction(request.group());
        return store.read(path, timeout)
                .thenCompose(read -> switch (read) {
                    case ReadResult.Found found -> open(request, found);
                    case ReadResult.Absent absent ->
                        done(new Submission.Refused(
                                List.of(new Refusal("group is set up", "the node " + absent.path(), "none"))));
                    // Nothing was written yet, so nothing can come of it.
                    case ReadResult.Unknown unknown -> done(new Submission.Unknown(request.id(), unknown.detail()));
                })
                .exceptionally(failed -> new Submission.Unknown(request.id(), String.valueOf(failed.getMessage())));
    }

    private CompletionStage<Submission> open(ActionRequest request, ReadResult.Found found) {
        OpenAction open;
        try {
            open = Json.read(found.data(), OpenAction.class, found.path());
        } catch (Json.MalformedException corrupt) {
            return done(new Submission.Refused(List.of(
                    new Refusal("open-action readable", "an OpenAction", String.valueOf(corrupt.getMessage())))));
        }
        if (open.id() != null) {
            return taken(request.group(), open.id());
        }
        List<StoreOp> ops = new ArrayList<>();
        if (request.kind().aboutTheRole()) {
            ops.add(new StoreOp.Check(StoreLayout.leadership(request.group()), request.seenLeadershipVersion()));
        }
        ops.add(new StoreOp.Create(
                StoreLayout.action(request.group(), request.id()), Json.bytes(ActionRecord.requested(request)), false));
        ops.add(new StoreOp.Set(found.path(), Json.bytes(new OpenAction(request.id())), found.version()));
        return store.write(ops, timeout).thenCompose(written -> switch (written) {
            case WriteResult.Applied applied -> done(new Submission.Accepted(request.id(), applied.zxid()));
            case WriteResult.Refused refused -> refused(request, refused);
            case WriteResult.Unknown unknown -> lookFor(request, found.version(), unknown.detail());
        });
    }

    private CompletionStage<Submission> refused(ActionRequest request, WriteResult.Refused refused) {
        if (refused.path().equals(StoreLayout.leadership(request.group()))) {
            return done(refusal(
                    "leadership as shown",
                    "version " + request.seenLeadershipVersion() + " in epoch " + request.seenEpoch(),
                    "it has changed since: " + refused.why()));
        }
        return refused.path().equals(StoreLayout.openAction(request.group()))
                ? faster(request.group())
                : done(refusal("action can be written", "a new node", refused.why() + ", " + refused.detail()));
    }

    /** Somebody else's request came first, and may be over by now. */
    private CompletionStage<Submission> faster(GroupId group) {
        return store.read(StoreLayout.openAction(group), timeout).thenCompose(read -> {
            String id = null;
            if (read instanceof ReadResult.Found found) {
                try {
                    id = Json.read(found.data(), OpenAction.class, found.path()).id();
                } catch (Json.MalformedException nonsense) {
                    return done(refusal(NO_OTHER, "none", String.valueOf(nonsense.getMessage())));
                }
            }
            return id == null ? done(refusal(NO_OTHER, "none", "another was opened meanwhile")) : taken(group, id);
        });
    }

    /** Refused, by whom. */
    private CompletionStage<Submission> taken(GroupId group, String id) {
        return store.read(StoreLayout.action(group, id), timeout)
                .thenApply(read -> refusal(NO_OTHER, "none", "action " + id + whose(read)));
    }

    private static String whose(ReadResult read) {
        if (!(read instanceof ReadResult.Found found)) {
            return "";
        }
        try {
            return ", " + asked(Json.read(found.data(), ActionRecord.class, found.path()));
        } catch (Json.MalformedException nonsense) {
            return ", whose record cannot be read";
        }
    }

    /** Who wants what: "FAILOVER of orders-b by alice". */
    static String asked(ActionRecord record) {
        return record.request().kind()
                + (record.target() == null ? "" : " of " + record.target())
                + " by "
                + record.request().operator();
    }

    static Refusal unsigned(Exception cannot) {
        return new Refusal(Authority.SIGNATURE, "a key that signs", String.valueOf(cannot.getMessage()));
    }

    private static Submission refusal(String rule, String expected, String actual) {
        return new Submission.Refused(List.of(new Refusal(rule, expected, actual)));
    }

    /**
     * The answer was lost. The store tells, read in this order: once open-action has another version than the write expected, the write can
     * not apply any more, and an action that is absent then was never made.
     */
    private CompletionStage<Submission> lookFor(ActionRequest request, int openVersion, String detail) {
        return store.read(StoreLayout.openAction(request.group()), timeout)
                .thenCompose(open -> store.read(StoreLayout.action(request.group(), request.id()), timeout)
                        .thenApply(mine -> found(request, openVersion, detail, open, mine)));
    }

    private static Submission found(
            ActionRequest request, int openVersion, String detail, ReadResult open, ReadResult mine) {
        if (mine instanceof ReadResult.Found found) {
            return new Submission.Accepted(request.id(), found.zxid());
        }
        boolean over = mine instanceof ReadResult.Absent
                && open instanceof ReadResult.Found opened
                && opened.version() > openVersion;
        return over
                ? new Submission.Refused(List.of(new Refusal(NO_OTHER, "none", "another was opened meanwhile")))
                : new Submission.Unknown(request.id(), detail);
    }

    private static CompletionStage<Submission> done(Submission submission) {
        return CompletableFuture.completedFuture(submission);
    }
}
