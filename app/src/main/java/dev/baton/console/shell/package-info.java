/**
 * The main window: it joins the screens, polls the snapshot once a pulse, and holds the commands. The only package that knows the screens.
 */
@NullMarked
package dev.baton.console.shell;

import org.jspecify.annotations.NullMarked;
