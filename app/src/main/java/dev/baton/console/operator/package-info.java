/**
 * Who acts, as the screens show it: the badge at the top, and the dialog of the operator's key.
 */
@NullMarked
package dev.baton.console.operator;

import org.jspecify.annotations.NullMarked;
