/**
 * For the callers of a service: who is primary, where it is reached, and which results are stale.
 *
 * <p>Floor 5.
 */
@NullMarked
package dev.baton.client;

import org.jspecify.annotations.NullMarked;
