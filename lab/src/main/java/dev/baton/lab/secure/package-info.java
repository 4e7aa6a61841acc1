/**
 * How a lab is secured: its own certificate authority, a certificate for each process, credentials for each role at the store, and the
 * security files that name them.
 */
@NullMarked
package dev.baton.lab.secure;

import org.jspecify.annotations.NullMarked;
