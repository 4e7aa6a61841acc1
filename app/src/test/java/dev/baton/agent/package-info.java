/** Tests of real agents with bounds that only tests may set. */
@NullMarked
package dev.baton.agent;

import org.jspecify.annotations.NullMarked;
