@NullMarked
package dev.baton.audit;

import org.jspecify.annotations.NullMarked;
