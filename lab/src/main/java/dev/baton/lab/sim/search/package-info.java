/**
 * Small-scope exhaustive search of the shipped core: every order of events, every fault at every point, within bounds that are printed.
 *
 * <p>The members run {@link dev.baton.protocol.Member#step} itself; around it are a small store, a small log and coarse time.
 */
@NullMarked
package dev.baton.lab.sim.search;

import org.jspecify.annotations.NullMarked;
