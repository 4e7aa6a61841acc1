/**
 * Fencing from outside: devices that switch members off, the levels in which they are asked, and the file that configures them.
 *
 * <p>Floor 4.
 */
@NullMarked
package dev.baton.fence;

import org.jspecify.annotations.NullMarked;
