package dev.baton.lab.sim.search;

/** Which faults may still come. */
record Budget(
        int faults,
        int crashes,
        int restarts,
        int pauses,
        int losses,
        int delays,
        int stalls,
        int deafs,
        int mutes,
        int switchovers) {
    static final Budget NONE = new Budget(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Budget of(Bounds b) {
        return new Budget(
                b.faults(),
                b.crashes(),
                b.restarts(),
                b.pauses(),
                b.losses(),
                b.delays(),
                b.stalls(),
                b.deafs(),
                b.mutes(),
                b.switchovers());
    }

    boolean crash() {
        return faults > 0 && crashes > 0;
    }

    boolean pause() {
        return faults > 0 && pauses > 0;
    }

    boolean loss() {
        return faults > 0 && losses > 0;
    }

    boolean stall() {
        return faults > 0 && stalls > 0;
    }

    boolean deaf() {
        return faults > 0 && deafs > 0;
    }

    Budget crashed() {
        return new Budget(faults - 1, crashes - 1, restarts, pauses, losses, delays, stalls, deafs, mutes, switchovers);
    }

    Budget restarted() {
        return new Budget(faults, crashes, restarts - 1, pauses, losses, delays, stalls, deafs, mutes, switchovers);
    }

    Budget paused() {
        return new Budget(faults - 1, crashes, restarts, pauses - 1, losses, delays, stalls, deafs, mutes, switchovers);
    }

    Budget lost() {
        return new Budget(faults - 1, crashes, restarts, pauses, losses - 1, delays, stalls, deafs, mutes, switchovers);
    }

    Budget delayed() {
        return new Budget(faults, crashes, restarts, pauses, losses, delays - 1, stalls, deafs, mutes, switchovers);
    }

    Budget stalled() {
        return new Budget(faults - 1, crashes, restarts, pauses, losses, delays, stalls - 1, deafs, mutes, switchovers);
    }

    Budget deafened() {
        return new Budget(faults - 1, crashes, restarts, pauses, losses, delays, stalls, deafs - 1, mutes, switchovers);
    }

    boolean mute() {
        return faults > 0 && mutes > 0;
    }

    Budget muted() {
        return new Budget(faults - 1, crashes, restarts, pauses, losses, delays, stalls, deafs, mutes - 1, switchovers);
    }

    Budget asked() {
        return new Budget(faults, crashes, restarts, pauses, losses, delays, stalls, deafs, mutes, switchovers - 1);
    }
}
