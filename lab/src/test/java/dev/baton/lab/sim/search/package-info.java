/** Tests of the package of the same name. */
@NullMarked
package dev.baton.lab.sim.search;

import org.jspecify.annotations.NullMarked;
