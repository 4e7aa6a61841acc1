package dev.baton.zookeeper;

import java.util.Arrays;

/**
 * Which server each connection of one store is at, or goes to. The connections share it, so that each can keep away from the others: two on
 * one server are lost together when that server restarts, and then its owner alone is silent in an ensemble that works.
 *
 * <p>Threading: any thread.
 */
final class ServersInUse {
    private static final int NONE = -1;

    private final int[] at; // guarded by this

    ServersInUse(int connections) {
        at = new int[connections];
        Arrays.fill(at, NONE);
    }

    synchronized void goes(int connection, int server) {
        at[connection] = server;
    }

    /** Where it is, or goes; -1 before its first attempt. */
    synchronized int server(int connection) {
        return at[connection];
    }

    synchronized boolean usedByAnother(int connection, int server) {
        for (int other = 0; other < at.length; other++) {
            if (other != connection && at[other] == server) {
                return true;
            }
        }
        return false;
    }
}
