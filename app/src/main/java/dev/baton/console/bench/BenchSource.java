package dev.baton.console.bench;

import dev.baton.console.action.Actions;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.History;
import dev.baton.console.shell.ConsoleSource;

/** A simulated fleet for the console's window, over the real connection. Nothing can be done to it. */
final class BenchSource implements ConsoleSource {
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
    public Actions actions() {
        return Actions.none("a simulated fleet plans nothing");
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
}
