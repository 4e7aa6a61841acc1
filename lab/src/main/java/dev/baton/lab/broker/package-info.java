/**
 * A real Kafka broker of one node, in this process or as a process of its own.
 */
@NullMarked
package dev.baton.lab.broker;

import org.jspecify.annotations.NullMarked;
