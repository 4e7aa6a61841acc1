/**
 * Health checks of the process that hosts the agent: what is checked, how often, and when that counts.
 *
 * <p>Floor 3.
 */
@NullMarked
package dev.baton.health;

import org.jspecify.annotations.NullMarked;
