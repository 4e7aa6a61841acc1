/**
 * From a cluster to events and back: follows the store, the direct links and the telemetry, and asks for actions. No JavaFX.
 */
@NullMarked
package dev.baton.console.connect;

import org.jspecify.annotations.NullMarked;
