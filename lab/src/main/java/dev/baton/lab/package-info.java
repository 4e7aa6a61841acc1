/**
 * The practice ground: real ZooKeeper, Kafka and service processes on one machine, with faults.
 */
@NullMarked
package dev.baton.lab;

import org.jspecify.annotations.NullMarked;
