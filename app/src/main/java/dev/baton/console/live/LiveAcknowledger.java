package dev.baton.console.live;

import dev.baton.console.alert.Acknowledger;
import dev.baton.console.connect.AcknowledgingAlerts;
import dev.baton.console.connect.AcknowledgingAlerts.Result;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.model.Alert;
import dev.baton.console.theme.Messages;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Acknowledgements in the cluster's own store. */
record LiveAcknowledger(ConsoleConnection connection, Duration timeout, String operator, Ticker clock)
        implements Acknowledger {
    @Override
    public CompletionStage<Answer> acknowledge(Alert alert, String note) {
        GroupId home = alert.home();
        if (home == null) {
            return CompletableFuture.completedFuture(new Answer(false, Messages.of("live.homeless")));
        }
        AlertAcknowledgements.One one =
                new AlertAcknowledgements.One(alert.id(), alert.mark(), operator, note, new Hlc(clock.wallMillis(), 0));
        return new AcknowledgingAlerts(connection.store(), timeout)
                .acknowledge(home, one)
                .thenApply(LiveAcknowledger::answer);
    }

    private static Answer answer(Result result) {
        return switch (result) {
            case Result.Done _ -> new Answer(true, "");
            case Result.Nothing nothing ->
                new Answer(true, Messages.of("live.already", nothing.by().by()));
            case Result.Refused refused -> new Answer(false, Messages.of("live.refused", refused.why()));
            case Result.Unknown unknown -> new Answer(false, Messages.of("live.unanswered", unknown.detail()));
        };
    }
}
