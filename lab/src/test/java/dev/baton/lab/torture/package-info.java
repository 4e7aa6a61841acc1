/** Tests of the package of the same name. */
@NullMarked
package dev.baton.lab.torture;

import org.jspecify.annotations.NullMarked;
