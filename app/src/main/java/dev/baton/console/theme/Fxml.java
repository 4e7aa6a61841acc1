package dev.baton.console.theme;

import java.io.IOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads {@code fxml/NAME.fxml} around a controller that exists already. JavaFX thread. */
public final class Fxml {
    private Fxml() {}

    /**
     * The root of the screen.
     *
     * @throws IllegalStateException naming the file, where it is missing or cannot be read
     */
    public static Parent load(String name, Object controller) {
        URL url = Fxml.class.getResource("/fxml/" + name + ".fxml");
        if (url == null) {
            throw new IllegalStateException("fxml/" + name + ".fxml is not on the class path");
        }
        FXMLLoader loader = new FXMLLoader(url, Messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new IllegalStateException("fxml/" + name + ".fxml cannot be read: " + e.getMessage(), e);
        }
    }
}
