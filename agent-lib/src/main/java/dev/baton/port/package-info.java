/**
 * What the core needs of the world, as interfaces. Adapters implement them; the core and the agent know nothing else of the adapters.
 *
 * <p>Floor 3: imports the model and the protocol.
 */
@NullMarked
package dev.baton.port;

import org.jspecify.annotations.NullMarked;
