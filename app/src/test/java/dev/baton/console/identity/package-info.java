@NullMarked
package dev.baton.console.identity;

import org.jspecify.annotations.NullMarked;
