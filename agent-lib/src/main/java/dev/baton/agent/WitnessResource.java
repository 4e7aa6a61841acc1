package dev.baton.agent;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import java.time.Duration;
import java.util.function.Consumer;

/** Nothing to make active: the member only watches the others. It is never an elector, so it is never asked to be promoted. */
final class WitnessResource implements Resource {
    private static final Status STATUS = new Status(0, 0, 0, false, "witness");

    private volatile Consumer<Report> sink = report -> {};

    @Override
    public void start(Guard guard, Consumer<Report> reports) {
        sink = reports;
    }

    @Override
    public void promote(Epoch epoch) {
        sink.accept(new Report.Failed(epoch, "a witness cannot be promoted"));
    }

    @Override
    public void activate(Epoch epoch) {
        // Never promoted, so there is nothing to serve.
    }

    @Override
    public void pause(Epoch epoch) {
        sink.accept(new Report.Drained(epoch, 0));
    }

    @Override
    public void resume(Epoch epoch) {
        // As in activate.
    }

    @Override
    public void demote() {
        sink.accept(new Report.Demoted(Epoch.NONE));
    }

    @Override
    public Status status() {
        return STATUS;
    }

    @Override
    public void stop(Duration limit) {
        // No work to end.
    }
}
