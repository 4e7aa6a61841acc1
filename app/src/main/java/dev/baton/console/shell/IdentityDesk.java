package dev.baton.console.shell;

import dev.baton.console.identity.Standing;
import dev.baton.console.operator.IdentityPane;
import org.jspecify.annotations.Nullable;

/** Who this console is in a cluster: the dialog, which offers itself once where the cluster has operators and here is no key. JavaFX thread only. */
final class IdentityDesk {
    private final ConsoleSource source;
    private final Overlay overlay;
    private boolean offered;
    private @Nullable IdentityPane open;

    IdentityDesk(ConsoleSource source, Overlay overlay) {
        this.source = source;
        this.overlay = overlay;
    }

    Standing standing() {
        return source.identity().standing();
    }

    void open() {
        offered = true;
        IdentityPane pane = new IdentityPane(source.identity(), overlay::hide);
        open = pane;
        overlay.show(pane.root(), pane::focus, () -> open = null);
    }

    /** A round of painting. */
    void look() {
        if (open != null) {
            open.look();
        } else if (!offered && standing().state() == Standing.State.NO_KEY && !overlay.open()) {
            open();
        }
    }
}
