package dev.baton.console.live;

import dev.baton.console.action.Switchovers;
import dev.baton.console.connect.ClusterSources;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.Target;
import dev.baton.console.model.ClusterView;
import dev.baton.console.shell.ConsoleSource;
import dev.baton.port.Ticker;

/** A live cluster for the console: the store, all links, and the telemetry where there is one. */
public final class LiveSource implements ConsoleSource {
    private final Target target;
    private final String operator;
    private final ConsoleConnection connection;
    private final LiveSwitchovers switchovers;

    private LiveSource(Target target, String operator, ConsoleConnection connection) {
        this.target = target;
        this.operator = operator;
        this.connection = connection;
        this.switchovers = new LiveSwitchovers(connection, target.timeout(), operator);
    }

    /**
     * Returns at once and connects in the background.
     *
     * @throws IllegalArgumentException for a malformed connect string
     */
    public static LiveSource open(Target target, String operator) {
        return new LiveSource(
                target, operator, ConsoleConnection.open(ClusterSources.full(target, true), Ticker.system()));
    }

    /** For those who record, wait or watch. */
    public ConsoleConnection connection() {
        return connection;
    }

    @Override
    public ClusterView view() {
        return connection.view();
    }

    @Override
    public Switchovers switchovers() {
        return switchovers;
    }

    @Override
    public String title() {
        return target.name();
    }

    @Override
    public String operator() {
        return operator;
    }

    @Override
    public void close() {
        switchovers.close();
        connection.close();
    }
}
