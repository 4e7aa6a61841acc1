/** Runs the TLA+ models of docs/spec: a variant is a model with some of its rules broken, and has a result to expect. */
@NullMarked
package dev.baton.lab.spec;

import org.jspecify.annotations.NullMarked;
