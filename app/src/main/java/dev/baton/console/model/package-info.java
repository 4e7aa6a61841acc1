/**
 * The view of a cluster and the pure fold that makes it from events. No JavaFX, no I/O, no clock.
 */
@NullMarked
package dev.baton.console.model;

import org.jspecify.annotations.NullMarked;
