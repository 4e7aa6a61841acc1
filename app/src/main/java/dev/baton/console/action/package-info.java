/**
 * Plans, confirms and follows one action of the operator.
 */
@NullMarked
package dev.baton.console.action;

import org.jspecify.annotations.NullMarked;
