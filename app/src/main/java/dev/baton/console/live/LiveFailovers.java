package dev.baton.console.live;

import dev.baton.console.action.Failovers;
import dev.baton.console.connect.Acknowledging;
import dev.baton.console.connect.Acknowledging.Result;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Messages;
import dev.baton.model.Hlc;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Acknowledges failovers in the cluster's own store, as {@code baton acknowledge} does. */
record LiveFailovers(ConsoleConnection connection, Duration timeout, String operator, Ticker clock)
        implements Failovers {
    @Override
    public CompletionStage<Answer> acknowledge(GroupView shown, String note) {
        return new Acknowledging(connection.store(), timeout)
                .acknowledge(shown, operator, note, new Hlc(clock.wallMillis(), 0))
                .thenApply(LiveFailovers::answer);
    }

    private static Answer answer(Result result) {
        return switch (result) {
            case Result.Done _, Result.Nothing _ -> new Answer(true, "");
            case Result.Refused refused -> new Answer(false, Messages.of("live.refused", refused.why()));
            case Result.Unknown unknown -> new Answer(false, Messages.of("live.unanswered", unknown.detail()));
        };
    }
}
