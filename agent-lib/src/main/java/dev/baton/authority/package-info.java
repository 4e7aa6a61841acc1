/**
 * Who may ask for what, and how that is proved: the canonical form of a document, Ed25519 signatures over it, and the roles of operators. Pure:
 * the same record and the same operators give the same answer.
 *
 * <p>Floor 1: imports the model alone.
 */
@NullMarked
package dev.baton.authority;

import org.jspecify.annotations.NullMarked;
