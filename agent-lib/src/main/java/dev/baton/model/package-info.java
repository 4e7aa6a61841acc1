/**
 * Values that everything else speaks in, and their JSON. Immutable, without behaviour that needs a clock or I/O.
 *
 * <p>Floor 0: imports nothing of Baton.
 */
@NullMarked
package dev.baton.model;

import org.jspecify.annotations.NullMarked;
