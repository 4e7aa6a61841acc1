/** Tests. */
@NullMarked
package dev.baton.lab.fence;

import org.jspecify.annotations.NullMarked;
