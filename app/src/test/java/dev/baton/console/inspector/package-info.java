/** Tests of the package. */
@NullMarked
package dev.baton.console.inspector;

import org.jspecify.annotations.NullMarked;
