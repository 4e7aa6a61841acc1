/**
 * What happened when: role bands, heartbeats, gaps, epochs and markers on a common time axis.
 */
@NullMarked
package dev.baton.console.timeline;

import org.jspecify.annotations.NullMarked;
