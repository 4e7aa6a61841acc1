/**
 * What a service calls: the agent, its builder, and the one event loop.
 *
 * <p>Floor 6.
 */
@NullMarked
package dev.baton.agent;

import org.jspecify.annotations.NullMarked;
