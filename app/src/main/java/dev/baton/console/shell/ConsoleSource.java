package dev.baton.console.shell;

import dev.baton.console.action.Actions;
import dev.baton.console.action.Failovers;
import dev.baton.console.alert.Acknowledger;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.History;
import dev.baton.console.model.OwnState;
import dev.baton.console.theme.Messages;
import org.jspecify.annotations.Nullable;

/** What the console shows and acts on. Every method may be called from any thread and returns at once. */
public interface ConsoleSource extends AutoCloseable {
    /** The newest snapshot. */
    ClusterView view();

    /** What was shown before, for looking back; a source that remembers nothing can only be frozen. */
    default History history() {
        return History.EMPTY;
    }

    /** Plans and carries out actions. */
    Actions actions();

    /** What the operator calls this cluster: a profile's name, or the lab's folder. */
    String title();

    /** The profile that it was opened by; absent where it was opened otherwise. */
    default @Nullable String profile() {
        return null;
    }

    /** Who acts, for the audit. */
    String operator();

    /** Who that is by the cluster's operators, and with which key. */
    default Identity identity() {
        return Identity.fixed(null, operator(), OperatorBook.EMPTY);
    }

    /** Keeps acknowledgements of alerts. */
    default Acknowledger acknowledger() {
        return Acknowledger.none(Messages.of("source.unkept"));
    }

    /** Acknowledges automatic failovers. */
    default Failovers failovers() {
        return Failovers.none(Messages.of("source.unkept"));
    }

    /** The wall clock that everything here is told by, in milliseconds. */
    default long nowMillis() {
        return System.currentTimeMillis();
    }

    /** What is known of that clock. */
    default OwnState own() {
        return OwnState.WELL;
    }

    /** Ends all connections. */
    @Override
    void close();
}
