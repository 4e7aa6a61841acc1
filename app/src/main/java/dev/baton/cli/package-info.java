/**
 * The {@code baton} command: the console's operations for scripts, ssh and tests. No JavaFX, but for the one command that opens the console.
 */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
