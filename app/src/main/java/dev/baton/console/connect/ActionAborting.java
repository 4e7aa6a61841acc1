package dev.baton.console.connect;

import dev.baton.authority.Signed;
import dev.baton.authority.Signer;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Aborts the action that is open in a group, whichever it is: below its record a signed wish is created that says who asks and why, and whoever
 * runs the action sees that, undoes it, and writes the wish into the record as a step. The action then ends as always; {@link ActionFollower}
 * watches. Too late is no error: then it ends as it would have ended.
 *
 * <p>Where open-action names no action that anybody could end (nothing readable, or a record that is missing, unreadable or over), it is
 * cleared, by its version: that is the way out of what a hand has written there.
 *
 * <p>Threading: any thread; nothing blocks.
 */
public final class ActionAborting {
    /** How often it begins anew because somebody else was quicker. */
    private static final int TRIES = 5;

    private static final int LONGEST_REASON = 8_192;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final CoordinationStore store;
    private final Duration timeout;
    private final @Nullable Signer signer;

    /** Signs nothing: for clusters without operators. */
    public ActionAborting(CoordinationStore store, Duration timeout) {
        this(store, timeout, null);
    }

    /** @param signer the key of who asks; null for clusters without operators */
    public ActionAborting(CoordinationStore store, Duration timeout, @Nullable Signer signer) {
        this.store = store;
        this.timeout = timeout;
        this.signer = signer;
    }

    private record Wish(
            String operator,
            String reason,
            Hlc at,
            @Nullable String only) {}

    /** What became of the asking. */
    public sealed interface Result {
        /** The wish stands in the store, with that zxid. {@code by}: who asked; somebody else where it was aborted before. */
        record Asked(ActionRecord action, String by, long zxid) implements Result {}

        /** No action is open. Nothing was written. */
        record NothingOpen() implements Result {}

        /** It ended before it could be aborted. Nothing was written. */
        record Ended(ActionRecord action) implements Result {}

        /** Open-action named no action that could end, as {@code why} says, and names none now. */
        record Cleared(@Nullable String action, String why, long zxid) implements Result {}

        /** Nothing was written. */
        record Refused(Refusal rule) implements Result {}

        /** No answer came: it may have been written. Asking again is safe. */
        record Unknown(String detail) implements Result {}
    }

    /** Whichever action is open. Never completes exceptionally, and within a few timeouts. */
    public CompletionStage<Result> abort(GroupId group, String reason, String operator, Hlc at) {
        return abort(group, null, reason, operator, at);
    }

    /** {@code only}: the action that the operator saw; no other is aborted in its place. Null: whichever is open. */
    public CompletionStage<Result> abort(GroupId group, @Nullable String only, String reason, String operator, Hlc at) {
        if (reason.length() > LONGEST_REASON) {
            return done(new Result.Refused(new Refusal(
                    ActionRequests.SIZE_RULE,
                    "a reason of at most " + LONGEST_REASON + " characters",
                    reason.length() + " characters")));
        }
        return attempt(group, new Wish(operator, reason, at, only), null, TRIES)
                .exceptionally(failed -> new Result.Unknown(text(failed)));
    }

    /** {@code before}: the action that was open when it was looked at before. */
    private CompletionStage<Result> attempt(GroupId group, Wish wish, @Nullable String before, int left) {
        if (left == 0) {
            return done(new Result.Unknown("somebody else wrote first, " + TRIES + " times"));
        }
        return store.read(StoreLayout.openAction(group), timeout).thenCompose(read -> switch (read) {
            case ReadResult.Found found -> opened(group, wish, found, before, left);
            case ReadResult.Absent absent ->
                done(new Result.Refused(new Refusal("group is set up", "the node " + absent.path(), "none")));
            case ReadResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
        });
    }

    private CompletionStage<Result> opened(
            GroupId group, Wish wish, ReadResult.Found open, @Nullable String before, int left) {
        String id;
        try {
            id = Json.read(open.data(), OpenAction.class, open.path()).id();
        } catch (Json.MalformedException nonsense) {
            return clear(group, wish, open, null, text(nonsense), null, left);
        }
        if (id == null) {
            return before == null ? done(new Result.NothingOpen()) : over(group, before);
        }
        if (wish.only() != null && !wish.only().equals(id)) {
            return over(group, wish.only());
        }
        if (!NAME.matcher(id).matches()) {
            return clear(group, wish, open, null, open.path() + " names '" + id + "', which is no id", null, left);
        }
        String path = StoreLayout.action(group, id);
        return store.read(path, timeout).thenCompose(read -> switch (read) {
            case ReadResult.Found found -> record(group, wish, open, id, found, left);
            case ReadResult.Absent _ ->
                clear(group, wish, open, id, open.path() + " names an action that is not there: " + path, null, left);
            case ReadResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
        });
    }

    private CompletionStage<Result> record(
            GroupId group, Wish wish, ReadResult.Found open, String id, ReadResult.Found found, int left) {
        ActionRecord record;
        try {
            record = Json.read(found.data(), ActionRecord.class, found.path());
        } catch (Json.MalformedException nonsense) {
            return clear(group, wish, open, id, text(nonsense), found, left);
        }
        if (!record.request().id().equals(id) || !record.request().group().equals(group)) {
            String why = found.path() + " holds another action, "
                    + record.request().id() + " of " + record.request().group();
            return clear(group, wish, open, id, why, found, left);
        }
        if (record.ended()) {
            return clear(group, wish, open, id, "action " + id + " is over and was never closed", found, left);
        }
        ActionStep asked = record.step(Name.ABORTED);
        if (asked != null) {
            return done(new Result.Asked(record, asked.by(), asked.zxid() < 0 ? found.zxid() : asked.zxid()));
        }
        return ask(group, wish, open, record, left);
    }

    private CompletionStage<Result> ask(
            GroupId group, Wish wish, ReadResult.Found open, ActionRecord record, int left) {
        String id = record.request().id();
        AbortRequest abort = new AbortRequest(id, group, wish.operator(), wish.reason(), wish.at(), null, null);
        try {
            abort = signer == null ? abort : Signed.sign(abort, signer);
        } catch (GeneralSecurityException | IllegalArgumentException cannot) {
            return done(new Result.Refused(ActionClient.unsigned(cannot)));
        }
        String path = StoreLayout.abort(group, id);
        String by = abort.operator();
        // Only while it is open: an abort of what has ended would say something that was not so.
        List<StoreOp> ops = List.of(
                new StoreOp.Check(open.path(), open.version()), new StoreOp.Create(path, Json.bytes(abort), false));
        return store.write(ops, timeout).thenCompose(written -> switch (written) {
            case WriteResult.Applied applied -> done(new Result.Asked(record, by, applied.zxid()));
            case WriteResult.Refused refused ->
                refused.why() == WriteResult.Why.NODE_EXISTS
                        ? lookFor(record, path, refused.detail())
                        : attempt(group, wish, id, left - 1);
            case WriteResult.Unknown unknown -> lookFor(record, path, unknown.detail());
        });
    }

    /** Who asked, by the node; where it is not there, the record tells how the action ended. */
    private CompletionStage<Result> lookFor(ActionRecord record, String path, String detail) {
        return store.read(path, timeout).thenCompose(read -> {
            if (read instanceof ReadResult.Found found) {
                try {
                    AbortRequest asked = Json.read(found.data(), AbortRequest.class, path);
                    return done(new Result.Asked(record, asked.operator(), found.zxid()));
                } catch (Json.MalformedException nonsense) {
                    return done(new Result.Refused(new Refusal("abort can be written", "none there", text(nonsense))));
                }
            }
            String action = StoreLayout.action(
                    record.request().group(), record.request().id());
            return store.read(action, timeout).thenApply(now -> {
                ActionRecord last = readable(now);
                return last != null && last.ended() ? new Result.Ended(last) : new Result.Unknown(detail);
            });
        });
    }

    private CompletionStage<Result> over(GroupId group, String id) {
        return store.read(StoreLayout.action(group, id), timeout).thenApply(read -> {
            ActionRecord record = readable(read);
            return record == null || !record.ended() ? new Result.NothingOpen() : new Result.Ended(record);
        });
    }

    private CompletionStage<Result> clear(
            GroupId group,
            Wish wish,
            ReadResult.Found open,
            @Nullable String id,
            String why,
            ReadResult.@Nullable Found record,
            int left) {
        StoreOp none = new StoreOp.Set(open.path(), Json.bytes(OpenAction.NONE), open.version());
        // What was judged must stand: somebody may have mended it meanwhile.
        List<StoreOp> ops =
                record == null ? List.of(none) : List.of(none, new StoreOp.Check(record.path(), record.version()));
        return store.write(ops, timeout).thenCompose(written -> switch (written) {
            case WriteResult.Applied applied -> done(new Result.Cleared(id, why, applied.zxid()));
            case WriteResult.Refused _ -> attempt(group, wish, id, left - 1);
            case WriteResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
        });
    }

    private static @Nullable ActionRecord readable(ReadResult read) {
        if (!(read instanceof ReadResult.Found found)) {
            return null;
        }
        try {
            return Json.read(found.data(), ActionRecord.class, found.path());
        } catch (Json.MalformedException nonsense) {
            return null;
        }
    }

    /** Of an ended action; the outcome is there then. */
    public static boolean undone(ActionRecord ended) {
        Outcome outcome = ended.outcome();
        return outcome == Outcome.FAILED_UNCHANGED || outcome == Outcome.ROLLED_BACK;
    }

    private static String text(Throwable failed) {
        return String.valueOf(failed.getMessage());
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedFuture(result);
    }
}
