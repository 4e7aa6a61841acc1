/**
 * The lab's ZooKeeper: the server process, and what {@code up} writes into it.
 */
@NullMarked
package dev.baton.lab.store;

import org.jspecify.annotations.NullMarked;
