package dev.baton.lab.sim;

import dev.baton.protocol.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process's way to the store, as the shipped one: each request goes over a connection that is up and not overdue, in turn, so that a
 * repeated one goes another way; while none is up it waits, until its time is over.
 */
final class StoreClient {
    private final World world;
    private final SimProcess process;
    final List<StoreConnection> connections = new ArrayList<>();
    private final Deque<StoreCall> waiting = new ArrayDeque<>();
    private final Timeouts timeouts;
    private int turn;

    StoreClient(World world, SimProcess process, int count) {
        this.world = world;
        this.process = process;
        this.timeouts = new Timeouts(world, process);
        for (int i = 0; i < count; i++) {
            connections.add(new StoreConnection(world, process));
        }
    }

    void open() {
        for (StoreConnection c : connections) {
            c.connect(world.rng.between(2_000_000L, 60_000_000L));
        }
    }

    int connected() {
        int up = 0;
        for (StoreConnection c : connections) {
            up += c.up() ? 1 : 0;
        }
        return up;
    }

    void write(List<Op> ops, long timeoutMillis, Consumer<Reply> answer) {
        submit(StoreCall.write(ops, answer), timeoutMillis);
    }

    void read(String path, long timeoutMillis, Consumer<Reply> answer) {
        submit(StoreCall.read(path, answer), timeoutMillis);
    }

    private void submit(StoreCall call, long timeoutMillis) {
        timeouts.add(call, timeoutMillis);
        StoreConnection connection = choose(call.onFirst);
        if (connection == null) {
            waiting.add(call);
        } else {
            connection.send(call);
        }
    }

    private @Nullable StoreConnection choose(boolean first) {
        int start = first ? 0 : turn++;
        StoreConnection overdue = null;
        for (int i = 0; i < connections.size(); i++) {
            StoreConnection c = connections.get(Math.floorMod(start + i, connections.size()));
            if (c.up() && !c.overdue()) {
                return c;
            }
            overdue = overdue == null && c.up() ? c : overdue;
        }
        return overdue;
    }

    /** A connection came or went. */
    void changed() {
        process.input(new Input.StoreLink(connected(), connections.size()));
        if (connected() > 0) {
            process.watch.resync();
            while (!waiting.isEmpty()) {
                StoreCall call = waiting.remove();
                StoreConnection connection = choose(call.onFirst);
                if (!call.done() && connection != null) {
                    connection.send(call);
                }
            }
        }
        process.registrar.again();
    }

    void resetAll(String why) {
        for (StoreConnection c : connections) {
            c.reset(why, world.rng.between(0, 2_000_000_000L));
        }
    }

    void cut() {
        connections.forEach(StoreConnection::cut);
    }

    void healed() {
        connections.forEach(StoreConnection::healed);
        if (connected() > 0) {
            process.watch.resync();
        }
    }

    void stoodStill() {
        connections.forEach(StoreConnection::stoodStill);
    }

    /** The process is gone: nothing comes from its sessions any more; if it left in order, it ended them. */
    void gone(boolean inOrder) {
        for (StoreConnection c : connections) {
            if (inOrder) {
                world.ensemble.end(c.session());
            } else {
                world.ensemble.silent(c.session());
            }
        }
    }
}
