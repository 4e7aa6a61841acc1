/**
 * The fleet screen: every group at once, worst first. The core ({@link dev.baton.console.fleet.FleetBook}, filter, sections, plan) is pure.
 */
@NullMarked
package dev.baton.console.fleet;

import org.jspecify.annotations.NullMarked;
