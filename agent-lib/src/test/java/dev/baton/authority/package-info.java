@NullMarked
package dev.baton.authority;

import org.jspecify.annotations.NullMarked;
