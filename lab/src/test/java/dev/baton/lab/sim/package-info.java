@NullMarked
package dev.baton.lab.sim;

import org.jspecify.annotations.NullMarked;
