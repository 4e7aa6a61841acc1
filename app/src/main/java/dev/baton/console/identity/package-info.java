/**
 * Who acts: an operator's key and its passphrase, and the operators that a cluster knows. No JavaFX.
 */
@NullMarked
package dev.baton.console.identity;

import org.jspecify.annotations.NullMarked;
