/**
 * The lab's ZooKeeper: its server processes, and what {@code up} writes into it.
 */
@NullMarked
package dev.baton.lab.store;

import org.jspecify.annotations.NullMarked;
