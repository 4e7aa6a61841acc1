/**
 * The shipped core on simulated time: members, store, log and links of one group, with faults, and the protocol's guarantees checked after
 * every event. The same seed gives the same run.
 *
 * <p>Uses only the public API of the library's floors, so that another core can be put under it.
 */
@NullMarked
package dev.baton.lab.sim;

import org.jspecify.annotations.NullMarked;
