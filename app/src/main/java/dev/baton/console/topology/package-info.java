/**
 * Who is connected with whom, drawn: the store, the members, the lease, sessions, replication and suspicion.
 */
@NullMarked
package dev.baton.console.topology;

import org.jspecify.annotations.NullMarked;
