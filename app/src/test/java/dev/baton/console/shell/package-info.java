/** Tests of the package. */
@NullMarked
package dev.baton.console.shell;

import org.jspecify.annotations.NullMarked;
