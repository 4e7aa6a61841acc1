@NullMarked
package dev.baton.secure;

import org.jspecify.annotations.NullMarked;
