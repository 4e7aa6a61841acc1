package dev.baton.lab.bench;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import java.time.Duration;
import java.util.function.Consumer;

/** A resource that has nothing to do and is always ready: what is left is the agent alone. */
final class IdleResource implements Resource {
    private Consumer<Report> sink = report -> {};
    private Epoch epoch = Epoch.NONE;

    @Override
    public void start(Guard guard, Consumer<Report> reports) {
        sink = reports;
    }

    @Override
    public void promote(Epoch next) {
        epoch = next;
        sink.accept(new Report.Promoted(next, 0, false));
    }

    @Override
    public void activate(Epoch next) {
        sink.accept(new Report.Effective(next));
    }

    @Override
    public void pause(Epoch next) {
        sink.accept(new Report.Drained(next, 0));
    }

    @Override
    public void resume(Epoch next) {}

    @Override
    public void demote() {
        sink.accept(new Report.Demoted(epoch));
    }

    @Override
    public Status status() {
        return new Status(0, 0, 0, true, "idle");
    }

    @Override
    public void stop(Duration limit) {}
}
