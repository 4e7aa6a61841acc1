/**
 * The audit that nobody can edit unseen: entries that are chained by their hashes, the head of a chain, and the check of a chain. Pure: the same
 * entries give the same answer.
 *
 * <p>Floor 2: imports the model and the canonical form alone.
 */
@NullMarked
package dev.baton.audit;

import org.jspecify.annotations.NullMarked;
