/**
 * The coordination store on ZooKeeper, by Curator.
 *
 * <p>Floor 4.
 */
@NullMarked
package dev.baton.zookeeper;

import org.jspecify.annotations.NullMarked;
