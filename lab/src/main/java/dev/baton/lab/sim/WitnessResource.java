package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.protocol.Input;
import dev.baton.protocol.ResourceView;

/** What a witness has: nothing to make active. */
final class WitnessResource implements SimResource {
    private static final ResourceView VIEW = new ResourceView(0, 0, 0, false, "witness", false);

    private final SimProcess process;

    WitnessResource(SimProcess process) {
        this.process = process;
    }

    @Override
    public void open() {
        // Nothing to follow.
    }

    @Override
    public ResourceView view() {
        return VIEW;
    }

    @Override
    public void promote(Epoch epoch) {
        process.later(
                1_000L,
                Source.RESOURCE,
                () -> process.input(new Input.PromotionFailed(epoch, "a witness cannot be promoted")));
    }

    @Override
    public void activate(Epoch epoch) {
        // Never promoted, so there is nothing to serve.
    }

    @Override
    public void pause(Epoch epoch) {
        process.later(1_000L, Source.RESOURCE, () -> process.input(new Input.Drained(epoch, 0)));
    }

    @Override
    public void resume(Epoch epoch) {
        // As in activate.
    }

    @Override
    public void demote() {
        process.later(1_000L, Source.RESOURCE, () -> process.input(new Input.Demoted(Epoch.NONE)));
    }

    @Override
    public void rejoin(Epoch fencedIn) {
        process.input(new Input.Rejoined(fencedIn, true, 0, ""));
    }

    @Override
    public void hang(boolean now) {
        // It does nothing anyway.
    }

    @Override
    public void turn() {
        // No work.
    }

    @Override
    public boolean serving() {
        return false;
    }
}
