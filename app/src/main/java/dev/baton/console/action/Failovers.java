package dev.baton.console.action;

import dev.baton.console.model.GroupView;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Acknowledges automatic failovers, which ends a group's cooldown. Any thread; returns at once. */
@FunctionalInterface
public interface Failovers {
    /**
     * Says that an operator has looked at the group's last automatic failover. Never completes exceptionally.
     *
     * @param shown the group as the operator saw it: a failover since then is not acknowledged unseen
     */
    CompletionStage<Answer> acknowledge(GroupView shown, String note);

    /**
     * How it ended.
     *
     * @param done whether it is acknowledged now
     * @param says why it is not; empty where it is
     */
    record Answer(boolean done, String says) {}

    /** Of a source that nothing can be written to. */
    static Failovers none(String why) {
        return (shown, note) -> CompletableFuture.completedFuture(new Answer(false, why));
    }
}
