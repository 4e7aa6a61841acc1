/** Tests of the package of the same name. */
@NullMarked
package dev.baton.lab.store;

import org.jspecify.annotations.NullMarked;
