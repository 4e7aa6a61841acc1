/**
 * Network namespaces of Linux for the lab's services, so that the kernel itself can cut them off.
 */
@NullMarked
package dev.baton.lab.netns;

import org.jspecify.annotations.NullMarked;
