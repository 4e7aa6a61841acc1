package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.fleet.FleetBook;
import dev.baton.console.fleet.FleetPane;
import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Offer;
import dev.baton.console.theme.Palette;
import dev.baton.model.GroupId;
import dev.baton.port.Ticker;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Which screen fills the window: one group, or the whole fleet. What is not shown is not painted; the banner of alerts goes along. JavaFX
 * thread only.
 */
final class Screens implements Commands.Screens {
    /** So many groups in trouble are looked at within a millisecond. */
    static final int AT_ONCE_GROUPS = 50;

    private final BorderPane main;
    /** What the screen of a group is made of, while that of the fleet is shown. */
    private @Nullable Node left;

    private @Nullable Node centre;
    private @Nullable Node right;
    private final VBox middle;
    private final Node focus;
    private final Node banner;
    private final FleetPane fleet;
    private final Runnable refresh;
    private final Consumer<GroupId> open;
    private final Beside<FleetBook> look =
            new Beside<>(FleetBook.EMPTY, Beside.threads("baton-fleet"), Ticker.system());
    private FleetBook book = FleetBook.EMPTY;
    private long past = -1;
    private boolean fleetShown;
    private boolean cameFromFleet;
    private @Nullable GroupId last;

    /**
     * @param middle where the banner is at its top while a group is shown
     * @param focus of the screen of a group
     * @param open shows a group
     * @param offers what may be done to a group
     * @param refresh paints anew
     */
    Screens(
            BorderPane main,
            VBox middle,
            Node banner,
            Node focus,
            Consumer<GroupId> open,
            Function<GroupId, List<Offer>> offers,
            Runnable refresh) {
        this.main = main;
        this.middle = middle;
        this.banner = banner;
        this.focus = focus;
        this.open = open;
        this.refresh = refresh;
        fleet = new FleetPane(this::opened, offers, this::toGroup);
    }

    /**
     * One more look at all groups.
     *
     * @param live whether {@code view} is the present: what was, is looked at by itself and changes nothing that is remembered
     */
    FleetBook look(ClusterView view, List<Alert> incidents, boolean live, long now) {
        if (live) {
            book = look.after(
                    from -> from.after(view, incidents, now), view.groups().size() <= AT_ONCE_GROUPS);
            past = -1;
        } else if (past != now) {
            past = now;
            book = FleetBook.EMPTY.after(view, incidents, now);
        }
        return book;
    }

    boolean fleetShown() {
        return fleetShown;
    }

    /**
     * Paints the fleet where it is shown; whether it is.
     *
     * @param group that the other screens show: where the fleet begins
     */
    boolean show(ClusterView view, ClusterView newest, @Nullable GroupId group, Palette palette, long now) {
        last = group;
        if (fleetShown) {
            fleet.show(book, view, newest, palette, now);
        }
        return fleetShown;
    }

    @Override
    public void fleet() {
        if (fleetShown) {
            toGroup();
            return;
        }
        fleetShown = true;
        left = main.getLeft();
        centre = main.getCenter();
        right = main.getRight();
        main.setLeft(null);
        main.setRight(null);
        middle.getChildren().remove(banner);
        fleet.notices(banner);
        main.setCenter(fleet.root());
        refresh.run();
        fleet.mark(last);
        fleet.focus();
    }

    private void toGroup() {
        if (!fleetShown) {
            return;
        }
        fleetShown = false;
        cameFromFleet = false;
        main.setLeft(left);
        main.setRight(right);
        main.setCenter(centre);
        middle.getChildren().addFirst(banner);
        refresh.run();
        focus.requestFocus();
    }

    private void opened(GroupId group) {
        open.accept(group);
    }

    /** A group was asked for by whichever way: it is shown. */
    void group() {
        boolean was = fleetShown;
        toGroup();
        cameFromFleet = was;
    }

    @Override
    public void open() {
        GroupId group = fleet.marked();
        if (group != null) {
            opened(group);
        }
    }

    @Override
    public Availability openAllowed() {
        if (!fleetShown) {
            return Availability.no(Messages.of("screen.nofleet"));
        }
        return fleet.marked() == null ? Availability.no(Messages.of("screen.unmarked")) : Availability.YES;
    }

    @Override
    public void back() {
        if (fleetShown) {
            toGroup();
        } else {
            fleet();
        }
    }

    @Override
    public Availability backAllowed() {
        return fleetShown || cameFromFleet ? Availability.YES : Availability.no(Messages.of("screen.first"));
    }

    @Override
    public Availability inFleet() {
        return fleetShown ? Availability.YES : Availability.no(Messages.of("screen.nofleet"));
    }

    @Override
    public Availability inGroup() {
        return fleetShown ? Availability.no(Messages.of("screen.fleet")) : Availability.YES;
    }

    @Override
    public void filter() {
        fleet.focusFilter();
    }

    @Override
    public void menu() {
        fleet.menu();
    }

    @Override
    public void trouble() {
        fleet.toggleTrouble();
    }

    /** Table or drawing of what is shown. */
    void table(Runnable ofGroup) {
        if (fleetShown) {
            fleet.toggleTable();
        } else {
            ofGroup.run();
        }
    }
}
