/**
 * Faults in random order on real processes, and the check of what came of it.
 */
@NullMarked
package dev.baton.lab.torture;

import org.jspecify.annotations.NullMarked;
