/**
 * Where a service keeps its state, and snapshots of it: knows nothing of Kafka nor of leadership.
 *
 * <p>Floor 2.
 */
@NullMarked
package dev.baton.state;

import org.jspecify.annotations.NullMarked;
