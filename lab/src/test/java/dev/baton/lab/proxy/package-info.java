/** Tests of the package of the same name. */
@NullMarked
package dev.baton.lab.proxy;

import org.jspecify.annotations.NullMarked;
