/** What the documentation shows as code, compiled, run, and compared with the pages. */
@NullMarked
package dev.baton.lab.docs;

import org.jspecify.annotations.NullMarked;
