package dev.baton.kafka;

import dev.baton.port.Resource.Status;

/** What the worker tells of itself, after each of its steps. Owned by the worker; any thread may ask for the {@link #last}. */
final class WorkerStatus {
    private final Settings settings;
    private final Replica replica;
    private final Standby standby;
    private long committed;
    private String note = "";
    private volatile Status last;

    WorkerStatus(Settings settings, Replica replica, Standby standby) {
        this.settings = settings;
        this.replica = replica;
        this.standby = standby;
        this.last = status(-1, false, "starting", -1);
    }

    Status last() {
        return last;
    }

    /** So many inputs more were answered. */
    void committed(int answered) {
        committed += answered;
    }

    /** What went wrong lately; empty where nothing did. */
    void note(String what) {
        note = what;
    }

    String note() {
        return note;
    }

    void publish(Worker.Phase phase) {
        boolean following = phase == Worker.Phase.FOLLOWING;
        boolean lost = phase == Worker.Phase.LOST;
        String problem = following ? standby.problem() : lost ? note : "";
        boolean ready = problem.isEmpty() && !lost;
        String health = ready ? "ready" : problem;
        String extra = note.isEmpty() || note.equals(problem) ? replica.problems() : note;
        long lag = following ? standby.lag() : lost ? -1 : 0;
        long recovery = following ? standby.recoveryMillis() : lost ? -1 : 0;
        last = status(lag, ready, extra.isEmpty() ? health : health + "; " + extra, recovery);
    }

    void stopped() {
        last = status(-1, false, "stopped", -1);
    }

    private Status status(long lag, boolean ready, String health, long recoveryMillis) {
        return new Status(
                Math.max(0, replica.position()), lag, committed, ready, health, settings.standby(), recoveryMillis);
    }
}
