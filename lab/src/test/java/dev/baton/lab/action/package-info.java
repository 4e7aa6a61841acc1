/** Tests. */
@NullMarked
package dev.baton.lab.action;

import org.jspecify.annotations.NullMarked;
