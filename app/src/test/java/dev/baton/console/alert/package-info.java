@NullMarked
package dev.baton.console.alert;

import org.jspecify.annotations.NullMarked;
