/** Tests of the agent's parts. */
@NullMarked
package dev.baton.agent;

import org.jspecify.annotations.NullMarked;
