package dev.baton.console.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.scene.Scene;

/** Dark or light. */
public enum Theme {
    DARK,
    LIGHT;

    private static final List<String> SHEETS =
            List.of("tokens", "base", "shell", "panes", "inspector", "action", "alerts", "timeline", "fleet");

    /** Held apart: read once, at first use. */
    private static final class Palettes {
        private static final Palette OF_DARK = Palette.load("dark");
        private static final Palette OF_LIGHT = Palette.load("light");
    }

    /** The colours for canvases. */
    public Palette palette() {
        return this == DARK ? Palettes.OF_DARK : Palettes.OF_LIGHT;
    }

    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    String styleClass() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Puts this theme on the whole application and on one scene. JavaFX thread. */
    public void apply(Scene scene) {
        Fonts.load();
        Application.setUserAgentStylesheet(
                this == DARK ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        if (scene.getStylesheets().isEmpty()) {
            for (String sheet : SHEETS) {
                URL url = Theme.class.getResource("/styles/" + sheet + ".css");
                if (url == null) {
                    throw new IllegalStateException("styles/" + sheet + ".css is not on the class path");
                }
                scene.getStylesheets().add(url.toExternalForm());
            }
        }
        List<String> classes = scene.getRoot().getStyleClass();
        classes.remove(other().styleClass());
        if (!classes.contains(styleClass())) {
            classes.add(styleClass());
        }
    }
}
