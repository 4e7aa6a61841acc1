@NullMarked
package dev.baton.console.operator;

import org.jspecify.annotations.NullMarked;
