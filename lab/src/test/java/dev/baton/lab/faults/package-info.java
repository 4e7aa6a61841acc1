/** Planted faults: cores that were broken on purpose, one rule each, and the search for a seed of the simulator that shows it. */
@NullMarked
package dev.baton.lab.faults;

import org.jspecify.annotations.NullMarked;
