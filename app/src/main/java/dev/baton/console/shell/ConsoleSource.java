package dev.baton.console.shell;

import dev.baton.console.action.Switchovers;
import dev.baton.console.model.ClusterView;

/** What the console shows and acts on. Every method may be called from any thread and returns at once. */
public interface ConsoleSource extends AutoCloseable {
    /** The newest snapshot. */
    ClusterView view();

    Switchovers switchovers();

    /** What the operator calls this cluster: a profile's name, or the lab's folder. */
    String title();

    /** Who acts, for the audit. */
    String operator();

    /** Ends all connections. */
    @Override
    void close();
}
