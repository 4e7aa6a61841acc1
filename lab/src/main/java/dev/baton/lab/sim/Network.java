package dev.baton.lab.sim;

/** What lies between the machines: delays, and what is broken now. By the hosts' numbers. */
final class Network {
    private static final int MOST = 8;

    private final Rng rng;
    private final boolean[] storeCut = new boolean[MOST];
    private final long[] lateUntil = new long[MOST];
    private final long[] lateBy = new long[MOST];
    private final long[] answersLateUntil = new long[MOST];
    private final long[] answersLateBy = new long[MOST];
    private final int[] answersToLose = new int[MOST];
    private final long[] watchLag = new long[MOST];
    private final boolean[] logCut = new boolean[MOST];
    private final long[] logSlowBy = new long[MOST];
    private final int[] commitsToLose = new int[MOST];
    private final boolean[][] cut = new boolean[MOST][MOST];
    private final long[][] slowBy = new long[MOST][MOST];
    private final Scheduler time;

    Network(Rng rng, Scheduler time) {
        this.rng = rng;
        this.time = time;
    }

    /** One way within a data centre, mostly well below a millisecond, at times some. */
    long hop() {
        long base = 100_000L + rng.below(900_000);
        return rng.chance(0.02) ? base + rng.below(15_000_000) : base;
    }

    boolean storeCut(SimHost host) {
        return storeCut[host.number] || host.unpowered();
    }

    void storeCut(SimHost host, boolean now) {
        storeCut[host.number] = now;
    }

    long toStore(SimHost host) {
        long late = time.nanos() < lateUntil[host.number] ? (long) (rng.uniform() * lateBy[host.number]) : 0;
        return hop() + late;
    }

    /** For a while requests of that host take up to so much longer. */
    void late(SimHost host, long forNanos, long byNanos) {
        lateUntil[host.number] = time.nanos() + forNanos;
        lateBy[host.number] = byNanos;
    }

    /** Includes the servers' agreement and their disks. */
    long fromStore(SimHost host) {
        boolean late = time.nanos() < answersLateUntil[host.number];
        return hop() + rng.below(1_500_000) + (late ? (long) (rng.uniform() * answersLateBy[host.number]) : 0);
    }

    /** For a while the store's answers to that host take up to so much longer. */
    void answersLate(SimHost host, long forNanos, long byNanos) {
        answersLateUntil[host.number] = time.nanos() + forNanos;
        answersLateBy[host.number] = byNanos;
    }

    boolean losesAnswer(SimHost host) {
        if (answersToLose[host.number] == 0) {
            return false;
        }
        answersToLose[host.number]--;
        return true;
    }

    void loseAnswers(SimHost host, int count) {
        answersToLose[host.number] = count;
    }

    long watchDelay(SimHost host) {
        long lag = watchLag[host.number];
        return hop() + hop() + (lag == 0 ? 0 : (long) (rng.uniform() * lag));
    }

    void watchLag(SimHost host, long nanos) {
        watchLag[host.number] = nanos;
    }

    boolean logCut(SimHost host) {
        return logCut[host.number] || host.unpowered();
    }

    void logCut(SimHost host, boolean now) {
        logCut[host.number] = now;
    }

    long toLog(SimHost host) {
        long slow = logSlowBy[host.number];
        return hop() + (slow == 0 ? 0 : (long) (rng.uniform() * slow));
    }

    void logSlow(SimHost host, long byNanos) {
        logSlowBy[host.number] = byNanos;
    }

    boolean losesCommit(SimHost host) {
        if (commitsToLose[host.number] == 0) {
            return false;
        }
        commitsToLose[host.number]--;
        return true;
    }

    void loseCommits(SimHost host, int count) {
        commitsToLose[host.number] = count;
    }

    boolean cut(SimHost from, SimHost to) {
        return cut[from.number][to.number] || from.unpowered() || to.unpowered();
    }

    void cut(SimHost from, SimHost to, boolean now) {
        cut[from.number][to.number] = now;
    }

    void slow(SimHost from, SimHost to, long byNanos) {
        slowBy[from.number][to.number] = byNanos;
    }

    boolean slow(SimHost from, SimHost to) {
        return slowBy[from.number][to.number] != 0;
    }

    long linkDelay(SimHost from, SimHost to) {
        long slow = slowBy[from.number][to.number];
        return hop() + (slow == 0 ? 0 : (long) (rng.uniform() * slow));
    }

    /** Everything works again, and nothing is late any more. */
    void heal() {
        for (int i = 0; i < MOST; i++) {
            storeCut[i] = false;
            lateUntil[i] = 0;
            answersLateUntil[i] = 0;
            answersToLose[i] = 0;
            watchLag[i] = 0;
            logCut[i] = false;
            logSlowBy[i] = 0;
            commitsToLose[i] = 0;
            for (int j = 0; j < MOST; j++) {
                cut[i][j] = false;
                slowBy[i][j] = 0;
            }
        }
    }
}
