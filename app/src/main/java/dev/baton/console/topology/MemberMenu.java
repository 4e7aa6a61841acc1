package dev.baton.console.topology;

import dev.baton.model.MemberId;
import javafx.scene.Node;

/** Shows what may be done to a member, beside that point of the screen. JavaFX thread only. */
public interface MemberMenu {
    void show(MemberId member, Node over, double screenX, double screenY);
}
