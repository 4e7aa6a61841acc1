package dev.baton.lab.sim;

import java.util.PriorityQueue;

/** Gives up a process's calls to the store when their time is over. One alarm for all of them, since nearly all are answered in time. */
final class Timeouts {
    private record Due(StoreCall call, long nanos, long millis) {}

    private final World world;
    private final SimProcess process;
    private final PriorityQueue<Due> open = new PriorityQueue<>((a, b) -> Long.compare(a.nanos(), b.nanos()));
    private long armed = Long.MAX_VALUE;

    Timeouts(World world, SimProcess process) {
        this.world = world;
        this.process = process;
    }

    void add(StoreCall call, long millis) {
        open.add(new Due(call, world.time.nanos() + millis * 1_000_000L, millis));
        arm();
    }

    private void arm() {
        while (!open.isEmpty() && open.element().call().done()) {
            open.remove();
        }
        if (!open.isEmpty() && open.element().nanos() < armed) {
            long at = open.element().nanos();
            armed = at;
            world.time.at(at, () -> process.run(Source.STORE, () -> ring(at)));
        }
    }

    private void ring(long at) {
        if (at != armed) {
            return;
        }
        armed = Long.MAX_VALUE;
        while (!open.isEmpty()
                && (open.element().call().done() || open.element().nanos() <= world.time.nanos())) {
            Due due = open.remove();
            due.call().finish(new Reply.Unknown("no answer within " + due.millis() + " ms"));
        }
        arm();
    }
}
