/**
 * The pure core: what a member decides, from its state and one input, without I/O, clock or thread.
 *
 * <p>Floor 1: imports the model alone.
 */
@NullMarked
package dev.baton.protocol;

import org.jspecify.annotations.NullMarked;
