package dev.baton.console.theme;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/** What may be done to something, as a menu; what may not be done says why. JavaFX thread only. */
public final class OfferMenu {
    private static final List<String> THEMES = List.of("dark", "light");

    private final ContextMenu menu = new ContextMenu();

    /** Beside that point of the screen. */
    public void show(Node over, double screenX, double screenY, List<Offer> offers) {
        menu.hide();
        menu.getItems().setAll(offers.stream().map(OfferMenu::item).toList());
        // A popup has a root of its own, which knows the theme's colours only by the theme's name.
        Parent popup = menu.getScene().getRoot();
        popup.getStyleClass().removeAll(THEMES);
        popup.getStyleClass().remove("popup");
        popup.getStyleClass().add("popup");
        popup.getStyleClass().addAll(over.getScene().getRoot().getStyleClass().filtered(THEMES::contains));
        Window window = over.getScene().getWindow();
        boolean low = screenY > window.getY() + window.getHeight() / 2;
        // Upwards from the lower half, so that all of it is in the window.
        menu.setAnchorLocation(
                low ? PopupWindow.AnchorLocation.CONTENT_BOTTOM_LEFT : PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
        menu.show(over, screenX, screenY);
    }

    private static MenuItem item(Offer offer) {
        MenuItem item = new MenuItem(
                offer.refusal() == null
                        ? offer.title()
                        : Messages.of("fleet.menu.off", offer.title(), offer.refusal()));
        item.setMnemonicParsing(false);
        item.setDisable(offer.refusal() != null);
        item.setOnAction(e -> offer.run().run());
        return item;
    }
}
