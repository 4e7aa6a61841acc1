/** Tests of the broker itself. */
@NullMarked
package dev.baton.lab.broker;

import org.jspecify.annotations.NullMarked;
