/** What ships, compared with an offline copy of the OSV database. */
@NullMarked
package dev.baton.lab.osv;

import org.jspecify.annotations.NullMarked;
