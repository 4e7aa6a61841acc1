/** Tests of the fleet's core. */
@NullMarked
package dev.baton.console.fleet;

import org.jspecify.annotations.NullMarked;
