/** Tests of the package. */
@NullMarked
package dev.baton.console.timeline;

import org.jspecify.annotations.NullMarked;
