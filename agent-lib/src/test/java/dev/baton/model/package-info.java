@NullMarked
package dev.baton.model;

import org.jspecify.annotations.NullMarked;
