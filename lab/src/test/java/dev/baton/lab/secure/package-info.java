/** Tests of the package of the same name: of what is reached with a certificate, and what is not. */
@NullMarked
package dev.baton.lab.secure;

import org.jspecify.annotations.NullMarked;
