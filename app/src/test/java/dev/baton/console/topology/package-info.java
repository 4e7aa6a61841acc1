/** Tests of the package. */
@NullMarked
package dev.baton.console.topology;

import org.jspecify.annotations.NullMarked;
