/**
 * Processes of this machine: starting detached ones, telling living from dead, stopping them without ever hitting a stranger.
 */
@NullMarked
package dev.baton.lab.process;

import org.jspecify.annotations.NullMarked;
