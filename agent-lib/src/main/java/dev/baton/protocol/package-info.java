/**
 * The pure core: what a member decides, from its state and one input, without I/O, clock or thread.
 *
 * <p>Floor 2: imports the model and the authority.
 */
@NullMarked
package dev.baton.protocol;

import org.jspecify.annotations.NullMarked;
