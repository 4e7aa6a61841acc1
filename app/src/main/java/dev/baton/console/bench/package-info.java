/**
 * The console measured: a simulated fleet drives the real connection, fold and window without a display.
 */
@NullMarked
package dev.baton.console.bench;

import org.jspecify.annotations.NullMarked;
