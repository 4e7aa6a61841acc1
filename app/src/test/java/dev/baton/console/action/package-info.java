/** Tests of the package. */
@NullMarked
package dev.baton.console.action;

import org.jspecify.annotations.NullMarked;
