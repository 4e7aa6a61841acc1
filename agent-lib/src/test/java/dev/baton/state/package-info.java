/** Tests of the state's stores and snapshots. */
@NullMarked
package dev.baton.state;

import org.jspecify.annotations.NullMarked;
