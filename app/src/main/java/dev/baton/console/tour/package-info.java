/**
 * Drives the real console without a display through a real failover and a real switchover, and proves it with pictures.
 */
@NullMarked
package dev.baton.console.tour;

import org.jspecify.annotations.NullMarked;
