package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.action.Rights;
import dev.baton.console.alert.AcknowledgePane;
import dev.baton.console.alert.Acknowledger;
import dev.baton.console.alert.AlertBanner;
import dev.baton.console.alert.AlertListPane;
import dev.baton.console.alert.AlertSettings;
import dev.baton.console.alert.Calls;
import dev.baton.console.alert.EvidencePane;
import dev.baton.console.alert.Notices;
import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertBook;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Messages;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.OperatorRole;
import dev.baton.port.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** Remembers the alerts, shows them, and takes acknowledgements. JavaFX thread only. */
final class AlertDesk implements AlertListPane.Actions {
    private final Overlay overlay;
    private final ConsoleSource source;
    private final LongSupplier clock;
    private final Consumer<GroupId> onShow;
    private final AlertBanner banner;
    private final AlertLook looking = new AlertLook(AlertLook.threads(), Ticker.system());
    private List<AlertEntry> shown = List.of();
    private boolean back;
    private @Nullable ClusterView past;
    private List<AlertEntry> then = List.of();
    private @Nullable AlertListPane open;
    private Calls calls = Calls.off();
    private @Nullable AlertKeeper keeper;

    AlertDesk(Overlay overlay, ConsoleSource source, LongSupplier clock, Consumer<GroupId> onShow) {
        this.overlay = overlay;
        this.source = source;
        this.clock = clock;
        this.onShow = onShow;
        banner = new AlertBanner(this::evidence, this::acknowledge, this::refusal, this::list, onShow);
    }

    Parent banner() {
        return banner.root();
    }

    void notices(AlertSettings settings, Notices desktop, Notices sound) {
        calls = new Calls(settings, desktop, sound);
    }

    /** Begins with what was kept, and keeps what nobody acknowledges from now on; before the first look. */
    void keep(AlertKeeper kept) {
        keeper = kept;
        looking.begin(AlertBook.restored(kept.read(), kept.acknowledged(), clock.getAsLong()));
    }

    /** Keeps how it is at the end. */
    void end() {
        if (keeper != null) {
            keeper.end(looking.book().shown(), clock.getAsLong());
        }
    }

    /** One more look: the incidents that are there now, each followed by what is under it. */
    List<Alert> look(ClusterView view, long now) {
        AlertBook before = looking.book();
        AlertBook book = looking.after(view, source.own(), now);
        shown = book.shown();
        back = false;
        calls.after(before, book, now);
        if (keeper != null) {
            keeper.after(shown, now);
        }
        List<Alert> all = new ArrayList<>();
        for (Alert incident : incidents()) {
            all.add(incident);
            all.addAll(incident.under());
        }
        return all;
    }

    /** Looks for alerts while nobody sees them; how many alarms there are. */
    int watch() {
        return Math.toIntExact(look(source.view(), clock.getAsLong()).stream()
                .filter(alert -> alert.severity() == Alert.Severity.ALARM)
                .count());
    }

    /**
     * After a look at the present: shows what was there at an earlier instant instead, and takes no acknowledgement. In words what the
     * present raises meanwhile; empty where that is no alarm.
     */
    String lookBack(ClusterView view, long atMillis) {
        long alarms = incidents().stream()
                .filter(alert -> alert.severity() == Alert.Severity.ALARM)
                .count();
        if (!sameView(view, past)) {
            past = view;
            then = AlertBook.once(view, atMillis).shown();
        }
        shown = then;
        back = true;
        return alarms == 0 ? "" : Messages.of(alarms == 1 ? "alerts.now.one" : "alerts.now.many", alarms);
    }

    // The very object: a past view does not change.
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameView(ClusterView one, @Nullable ClusterView other) {
        return one == other;
    }

    /** Those whose cause is there now. */
    List<Alert> incidents() {
        return shown.stream().filter(AlertEntry::active).map(AlertEntry::alert).toList();
    }

    /** Paints what {@link #look} found, for somebody who looks at that group. */
    void show(@Nullable GroupId group, long now) {
        banner.show(shown, group);
        if (open != null) {
            if (overlay.shows(open.root())) {
                open.show(shown, now);
            } else if (!overlay.open()) {
                open = null;
            }
        }
    }

    /** Opens the list. */
    void list() {
        AlertListPane pane = new AlertListPane(this);
        open = pane;
        pane.show(shown, clock.getAsLong());
        overlay.show(pane.root(), pane::focus);
    }

    private void evidence(AlertEntry entry) {
        EvidencePane pane = new EvidencePane(entry, clock.getAsLong(), overlay::hide);
        overlay.show(pane.root(), pane::focus);
    }

    @Override
    public void acknowledge(AlertEntry entry) {
        String not = back ? Availability.NOT_LIVE.why() : refusal(entry);
        if (not != null) {
            String why = Messages.of("alerts.off", not);
            String title = Messages.of(back ? "alerts.notlive" : "alerts.notyours");
            TextPane pane = new TextPane(title, List.of(why), why, overlay::hide);
            overlay.show(pane.root(), pane::focus);
            return;
        }
        AlertListPane list = open;
        boolean fromList = list != null && overlay.shows(list.root());
        Runnable end = () -> {
            if (fromList && list != null) {
                list.show(shown, clock.getAsLong());
                overlay.show(list.root(), list::focus);
            } else {
                overlay.hide();
            }
        };
        AcknowledgePane pane =
                new AcknowledgePane(entry, source.operator(), note -> acknowledge(entry.alert(), note), end);
        overlay.show(pane.root(), pane::focus);
    }

    /** What is acknowledged for every console takes an operator; what only this one remembers takes whoever sits at it. */
    @Override
    public @Nullable String refusal(AlertEntry entry) {
        return shared(entry.alert())
                ? Rights.of(source.identity().standing(), OperatorRole.OPERATOR).refusal()
                : null;
    }

    private static boolean shared(Alert alert) {
        return !alert.kind().own() && alert.home() != null;
    }

    private CompletionStage<Acknowledger.Answer> acknowledge(Alert alert, String note) {
        if (shared(alert)) {
            return source.acknowledger().acknowledge(alert, note);
        }
        looking.acknowledge(new AlertAcknowledgements.One(
                alert.id(), alert.mark(), source.operator(), note, new Hlc(clock.getAsLong(), 0)));
        return CompletableFuture.completedFuture(new Acknowledger.Answer(true, ""));
    }

    @Override
    public void show(GroupId group) {
        overlay.hide();
        onShow.accept(group);
    }

    @Override
    public void close() {
        overlay.hide();
    }

    @Override
    public String desktop(boolean on) {
        return calls.desktop(on);
    }

    @Override
    public String sound(boolean on) {
        return calls.sound(on);
    }

    @Override
    public boolean desktopOn() {
        return calls.settings().desktop();
    }

    @Override
    public boolean soundOn() {
        return calls.settings().sound();
    }
}
