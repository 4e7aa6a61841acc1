/** A seeded generator of broken input, for everything that reads what others wrote. */
@NullMarked
package dev.baton.fuzz;

import org.jspecify.annotations.NullMarked;
