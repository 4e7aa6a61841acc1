package dev.baton.lab.sim;

/** Which of a process's threads something comes from: what comes from one thread stays in order. */
enum Source {
    TIMER(0),
    STORE(1),
    WATCH(2),
    RESOURCE(3),
    LINK(4);

    private static final int COUNT = 5;

    private final int number;

    Source(int number) {
        this.number = number;
    }

    /** The place in an order that begins with the source of that number, modulo their count. */
    int after(int first) {
        return Math.floorMod(number - first, COUNT);
    }
}
