/** Tests of the pure core, in a small world on simulated time. */
@NullMarked
package dev.baton.protocol;

import org.jspecify.annotations.NullMarked;
