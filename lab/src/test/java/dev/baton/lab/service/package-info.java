/** Tests of the package of the same name. */
@NullMarked
package dev.baton.lab.service;

import org.jspecify.annotations.NullMarked;
