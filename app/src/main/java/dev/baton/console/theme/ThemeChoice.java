package dev.baton.console.theme;

import javafx.application.ColorScheme;
import javafx.application.Platform;

/** Which theme the operator wants: one of the two, or the system's. */
public enum ThemeChoice {
    DARK,
    LIGHT,
    SYSTEM;

    /** The theme that this means now. JavaFX thread. */
    public Theme theme() {
        return switch (this) {
            case DARK -> Theme.DARK;
            case LIGHT -> Theme.LIGHT;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT ? Theme.LIGHT : Theme.DARK;
        };
    }

    public static ThemeChoice of(Theme theme) {
        return theme == Theme.DARK ? DARK : LIGHT;
    }
}
