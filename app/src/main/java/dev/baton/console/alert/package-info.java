/**
 * What is wrong, in one line, and the evidence for it.
 */
@NullMarked
package dev.baton.console.alert;

import org.jspecify.annotations.NullMarked;
