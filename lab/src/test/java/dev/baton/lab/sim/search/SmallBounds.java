package dev.baton.lab.sim.search;

import dev.baton.model.ActionKind;

/** Bounds by name: three epochs, a lease of four ticks, one fault of each kind, none of them late, unless a test says otherwise. */
final class SmallBounds {
    private int faults = 1;
    private int delays;
    private int crashes = 1;
    private int pauses = 1;
    private int pauseTicks = 6;
    private int losses = 1;
    private int stalls = 1;
    private int stallTicks = 6;
    private int deafs = 1;
    private int mutes = 1;
    private int switchovers;
    private ActionKind action = ActionKind.SWITCHOVER;
    private boolean receipts = true;

    SmallBounds faults(int n) {
        faults = n;
        return this;
    }

    SmallBounds delays(int n) {
        delays = n;
        return this;
    }

    /** None of any kind; the test adds what it is about. */
    SmallBounds noneOfEachKind() {
        crashes = 0;
        pauses = 0;
        losses = 0;
        stalls = 0;
        deafs = 0;
        mutes = 0;
        return this;
    }

    SmallBounds crashes(int n) {
        crashes = n;
        return this;
    }

    SmallBounds pauses(int n) {
        pauses = n;
        return this;
    }

    SmallBounds pauseTicks(int n) {
        pauseTicks = n;
        return this;
    }

    SmallBounds losses(int n) {
        losses = n;
        return this;
    }

    SmallBounds stallTicks(int n) {
        stallTicks = n;
        return this;
    }

    SmallBounds deafs(int n) {
        deafs = n;
        return this;
    }

    SmallBounds switchovers(int n) {
        switchovers = n;
        return this;
    }

    SmallBounds action(ActionKind kind) {
        action = kind;
        return this;
    }

    SmallBounds receipts(boolean gives) {
        receipts = gives;
        return this;
    }

    Bounds build() {
        return new Bounds(
                3,
                4,
                4,
                faults,
                crashes,
                1,
                pauses,
                pauseTicks,
                losses,
                delays,
                stalls,
                stallTicks,
                deafs,
                mutes,
                switchovers,
                action,
                receipts);
    }
}
