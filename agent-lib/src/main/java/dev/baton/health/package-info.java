/**
 * Health checks of the process that hosts the agent: what is checked, how often, and when that counts.
 *
 * <p>Floor 4.
 */
@NullMarked
package dev.baton.health;

import org.jspecify.annotations.NullMarked;
