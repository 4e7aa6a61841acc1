/**
 * A TCP proxy for every directed need in the lab, so that a network can be cut, slowed and reset between two processes of one machine.
 *
 * <p>Transparent for crashes: where the process behind a route is gone, a client's reconnect is refused, as without a proxy.
 */
@NullMarked
package dev.baton.lab.proxy;

import org.jspecify.annotations.NullMarked;
