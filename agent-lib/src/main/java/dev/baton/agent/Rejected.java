package dev.baton.agent;

/**
 * A node that this agent does not believe.
 *
 * @param what is wrong with it, in words
 */
record Rejected(String path, String what) {}
