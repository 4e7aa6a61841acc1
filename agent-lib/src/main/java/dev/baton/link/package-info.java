/**
 * The agent's HTTP and SSE endpoint, and the links to its peers.
 *
 * <p>Floor 4.
 */
@NullMarked
package dev.baton.link;

import org.jspecify.annotations.NullMarked;
