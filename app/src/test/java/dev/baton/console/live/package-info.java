@NullMarked
package dev.baton.console.live;

import org.jspecify.annotations.NullMarked;
