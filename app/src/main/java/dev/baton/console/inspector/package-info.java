/**
 * One member in full: what it claims, what the store says, who sees it, and the epochs of its group.
 */
@NullMarked
package dev.baton.console.inspector;

import org.jspecify.annotations.NullMarked;
