/**
 * The console on a live cluster: joins the connections to what the screens ask for. No JavaFX.
 */
@NullMarked
package dev.baton.console.live;

import org.jspecify.annotations.NullMarked;
