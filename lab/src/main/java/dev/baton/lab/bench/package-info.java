/** Whole-system measurements on a lab of their own: what a failover costs, seen by a reader of the results. */
@NullMarked
package dev.baton.lab.bench;

import org.jspecify.annotations.NullMarked;
