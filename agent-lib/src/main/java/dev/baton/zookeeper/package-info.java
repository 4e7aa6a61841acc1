/**
 * The coordination store on ZooKeeper, by Curator.
 *
 * <p>Floor 3.
 */
@NullMarked
package dev.baton.zookeeper;

import org.jspecify.annotations.NullMarked;
