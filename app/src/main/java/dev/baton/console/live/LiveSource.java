package dev.baton.console.live;

import dev.baton.console.action.Actions;
import dev.baton.console.action.Failovers;
import dev.baton.console.alert.Acknowledger;
import dev.baton.console.connect.ClusterSources;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.OwnClock;
import dev.baton.console.connect.Target;
import dev.baton.console.connect.Targets;
import dev.baton.console.identity.ClusterAudit;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolders;
import dev.baton.console.identity.Operators;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.History;
import dev.baton.console.model.OwnState;
import dev.baton.console.shell.ConsoleSource;
import dev.baton.port.Ticker;
import org.jspecify.annotations.Nullable;

/** A live cluster for the console: the store, all links, and the telemetry where there is one. */
public final class LiveSource implements ConsoleSource {
    private final Target target;
    private final ConsoleConnection connection;
    private final Identity identity;
    private final LiveActions actions;
    private final OwnClock clock;

    private LiveSource(Target target, String operator, ConsoleConnection connection, OwnClock clock) {
        this.target = target;
        this.clock = clock;
        this.connection = connection;
        Operators operators = new Operators(connection.store(), target.timeout(), new ClusterAudit());
        this.identity = Identity.following(
                connection.store(),
                KeyHolders.of(Identity.files(target.security())),
                operator,
                (fresh, replaces, by) -> operators.add(fresh, replaces, by, clock.wallMillis()),
                target.adminOptions());
        this.actions = new LiveActions(connection, target.timeout(), identity, operator, clock);
    }

    /**
     * Returns at once and connects in the background.
     *
     * @throws IllegalArgumentException for a malformed connect string
     */
    public static LiveSource open(Target target, String operator) {
        OwnClock clock = new OwnClock(Ticker.system());
        return new LiveSource(
                target, operator, ConsoleConnection.open(ClusterSources.full(target, true), clock), clock);
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
    public History history() {
        return connection.history();
    }

    @Override
    public Actions actions() {
        return actions;
    }

    @Override
    public Acknowledger acknowledger() {
        return new LiveAcknowledger(connection, target.timeout(), operator(), clock);
    }

    @Override
    public Failovers failovers() {
        return new LiveFailovers(connection, target.timeout(), operator(), clock);
    }

    @Override
    public long nowMillis() {
        return clock.wallMillis();
    }

    @Override
    public OwnState own() {
        return clock.state();
    }

    @Override
    public String title() {
        return target.name();
    }

    @Override
    public @Nullable String profile() {
        return target.origin().equals(Targets.byProfile(target.name())) ? target.name() : null;
    }

    @Override
    public String operator() {
        return identity.standing().name();
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public void close() {
        actions.close();
        connection.close();
        target.close();
    }
}
