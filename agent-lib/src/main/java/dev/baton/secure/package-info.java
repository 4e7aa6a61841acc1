/**
 * What a process needs to be known by others and to know them: its certificate, whom it trusts, its name at the store, and who may do what
 * with each node there. Read from one file; no adapter reads another.
 *
 * <p>Floor 3.
 */
@NullMarked
package dev.baton.secure;

import org.jspecify.annotations.NullMarked;
