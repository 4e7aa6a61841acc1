/** What the tests of several packages share. */
@NullMarked
package dev.baton.console;

import org.jspecify.annotations.NullMarked;
