package dev.baton.lab.sim;

/** What somebody wrote over a record by mistake. Nobody can read it. */
record Garbage(Object over) {}
