/** Tests of the library as a whole. */
@NullMarked
package dev.baton;

import org.jspecify.annotations.NullMarked;
