/** Tests of what a process is secured by, and certificates for all tests. */
@NullMarked
package dev.baton.secure;

import org.jspecify.annotations.NullMarked;
