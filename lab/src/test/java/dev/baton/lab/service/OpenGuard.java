package dev.baton.lab.service;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;

/** A guard that nobody shuts, for tests without an agent. */
enum OpenGuard implements Guard {
    INSTANCE;

    @Override
    public void check(Epoch epoch) {}

    @Override
    public void checkExclusive(Epoch epoch) {}

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public long remainingMillis() {
        return 1_000;
    }
}
