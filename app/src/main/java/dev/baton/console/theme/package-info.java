/**
 * What every screen shares: colours, fonts, words, formats and the loading of FXML. Knows no screen.
 */
@NullMarked
package dev.baton.console.theme;

import org.jspecify.annotations.NullMarked;
