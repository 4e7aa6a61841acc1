/** Tests of the proxy. */
@NullMarked
package dev.baton.lab.proxy;

import org.jspecify.annotations.NullMarked;
