/** Tests of the stateful consumer against a real broker. */
@NullMarked
package dev.baton.lab.kafka;

import org.jspecify.annotations.NullMarked;
