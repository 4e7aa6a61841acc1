package dev.baton.console.live;

import dev.baton.console.action.Actions.Answer;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks for an abort: a step ABORTED in the operator's name, appended to the open action's record by a write that is conditional on the
 * record's version, so that nothing that the members wrote meanwhile is lost. Any thread; nothing blocks.
 */
final class Aborting {
    /** A member that writes at the same moment wins; then it is read again. */
    private static final int TRIES = 5;

    private final CoordinationStore store;
    private final Duration timeout;
    private final String operator;

    Aborting(CoordinationStore store, Duration timeout, String operator) {
        this.store = store;
        this.timeout = timeout;
        this.operator = operator;
    }

    /** Never completes exceptionally. */
    CompletionStage<Answer> abort(GroupId group, String id, String reason, Hlc at) {
        ActionStep step = new ActionStep(ActionStep.Name.ABORTED, ActionStep.State.DONE, -1, at, operator, -1, reason);
        return attempt(StoreLayout.action(group, id), step, TRIES)
                .exceptionally(failed ->
                        new Answer(false, Messages.of("live.unanswered", String.valueOf(failed.getMessage()))));
    }

    private CompletionStage<Answer> attempt(String path, ActionStep step, int left) {
        return store.read(path, timeout).thenCompose(read -> switch (read) {
            case ReadResult.Found found -> write(found, step, left);
            case ReadResult.Absent absent -> no(Messages.of("live.abort.gone", absent.path()));
            case ReadResult.Unknown unknown -> no(Messages.of("live.unanswered", unknown.detail()));
        });
    }

    private CompletionStage<Answer> write(ReadResult.Found found, ActionStep step, int left) {
        ActionRecord record;
        try {
            record = Json.read(found.data(), ActionRecord.class, found.path());
        } catch (Json.MalformedException corrupt) {
            return no(Messages.of("live.refused", String.valueOf(corrupt.getMessage())));
        }
        if (record.ended()) {
            return no(Messages.of("live.abort.ended", String.valueOf(record.outcome())));
        }
        if (record.done(ActionStep.Name.ABORTED)) {
            return CompletableFuture.completedFuture(new Answer(true, ""));
        }
        StoreOp op = new StoreOp.Set(found.path(), Json.bytes(record.with(step, found.zxid())), found.version());
        return store.write(List.of(op), timeout).thenCompose(written -> switch (written) {
            case WriteResult.Applied _ -> CompletableFuture.completedFuture(new Answer(true, ""));
            case WriteResult.Refused refused ->
                left > 1 ? attempt(found.path(), step, left - 1) : no(Messages.of("live.refused", refused.why()));
            case WriteResult.Unknown unknown -> no(Messages.of("live.unanswered", unknown.detail()));
        });
    }

    private static CompletionStage<Answer> no(String why) {
        return CompletableFuture.completedFuture(new Answer(false, why));
    }
}
