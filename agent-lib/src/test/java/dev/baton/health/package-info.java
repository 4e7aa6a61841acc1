/** Tests. */
@NullMarked
package dev.baton.health;

import org.jspecify.annotations.NullMarked;
