/** Tests of the theme and of the words. */
@NullMarked
package dev.baton.console.theme;

import org.jspecify.annotations.NullMarked;
