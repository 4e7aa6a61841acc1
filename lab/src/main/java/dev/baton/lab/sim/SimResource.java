package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.protocol.ResourceView;

/** A process's resource, as {@link dev.baton.port.Resource}: each command returns at once, reports come into the process's inbox. */
interface SimResource {
    void open();

    ResourceView view();

    /** Only one that fences does anything. */
    default void fenceAhead(Epoch epoch) {}

    void promote(Epoch epoch);

    void activate(Epoch epoch);

    void pause(Epoch epoch);

    void resume(Epoch epoch);

    void demote();

    /** Finds where its history leaves the group's. */
    void rejoin(Epoch fencedIn);

    /** From now on, or no longer, it does nothing at all. */
    void hang(boolean now);

    /** There is something new to serve. */
    void turn();

    boolean serving();
}
