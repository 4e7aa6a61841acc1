package dev.baton.console.bench;

import dev.baton.console.action.Plan;
import dev.baton.console.action.Progress;
import dev.baton.console.action.Switchovers;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.History;
import dev.baton.console.shell.ConsoleSource;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A simulated fleet for the console's window, over the real connection. Nothing can be done to it. */
final class BenchSource implements ConsoleSource, Switchovers {
    private final ConsoleConnection connection;

    BenchSource(ConsoleConnection connection) {
        this.connection = connection;
    }

    @Override
    public ClusterView view() {
        return connection.view();
    }

    @Override
    public History history() {
        return connection.history();
    }

    @Override
    public Switchovers switchovers() {
        return this;
    }

    @Override
    public String title() {
        return "bench";
    }

    @Override
    public String operator() {
        return "bench";
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public CompletionStage<Plan> plan(GroupId group, @Nullable MemberId to) {
        return CompletableFuture.failedFuture(new IllegalStateException("a simulated fleet plans nothing"));
    }

    @Override
    public void start(Plan plan, String reason, Consumer<Progress> listener) {
        throw new IllegalStateException("a simulated fleet starts nothing");
    }
}
