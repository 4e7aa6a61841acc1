@NullMarked
package dev.baton.lab.spec;

import org.jspecify.annotations.NullMarked;
