package dev.baton.console.alert;

import dev.baton.console.model.AlertBook;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Messages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * When to call an operator who looks elsewhere: for what was raised anew, all of it in one call, and no more than one call every few seconds.
 * Nothing is called unless it is switched on. JavaFX thread only.
 */
public final class Calls {
    static final long PAUSE_MILLIS = 5_000;
    private static final int NAMED = 3;

    private final AlertSettings settings;
    private final Notices desktop;
    private final Notices sound;
    private final Set<String> waiting = new LinkedHashSet<>();
    private long calledAt = Long.MIN_VALUE / 2;

    public Calls(AlertSettings settings, Notices desktop, Notices sound) {
        this.settings = settings;
        this.desktop = desktop;
        this.sound = sound;
    }

    /** Of a console that calls nobody. */
    public static Calls off() {
        Notices none = new Notices() {
            @Override
            public String missing() {
                return Messages.of("alert.call.nobody");
            }

            @Override
            public void call(String title, String text, boolean alarm) {}
        };
        return new Calls(AlertSettings.unkept(), none, none);
    }

    public AlertSettings settings() {
        return settings;
    }

    /** Turns it on or off; what keeps it from working, or from being kept, or an empty text. */
    public String desktop(boolean on) {
        String missing = on ? desktop.missing() : "";
        return missing.isEmpty() ? settings.desktop(on) : missing;
    }

    public String sound(boolean on) {
        String missing = on ? sound.missing() : "";
        return missing.isEmpty() ? settings.sound(on) : missing;
    }

    /** Looks at what became of the book. */
    public void after(AlertBook before, AlertBook now, long nowMillis) {
        if (!settings.desktop() && !settings.sound()) {
            waiting.clear();
            return;
        }
        for (AlertEntry entry : now.shown()) {
            AlertEntry known = before.entry(entry.id());
            boolean fresh = known == null || !known.active() || known.inside();
            if (entry.state() == AlertEntry.State.RAISED && fresh) {
                waiting.add(entry.id());
            }
        }
        if (waiting.isEmpty() || nowMillis - calledAt < PAUSE_MILLIS) {
            return;
        }
        List<AlertEntry> raised = waiting.stream()
                .map(now::entry)
                .filter(Objects::nonNull)
                .filter(entry -> entry.acknowledged() == null)
                .toList();
        waiting.clear();
        if (!raised.isEmpty()) {
            calledAt = nowMillis;
            call(raised);
        }
    }

    private void call(List<AlertEntry> raised) {
        AlertEntry first = raised.getFirst();
        String title = raised.size() == 1
                ? Messages.of("alert.call.one", Messages.of(first.alert().headline()))
                : Messages.of("alert.call.many", raised.size());
        String named = String.join(
                ", ",
                raised.stream()
                        .limit(NAMED)
                        .map(entry -> Messages.of(entry.alert().headline()))
                        .toList());
        String several = raised.size() > NAMED ? Messages.of("alert.call.more", named, raised.size() - NAMED) : named;
        String text = raised.size() == 1 ? Messages.of(first.alert().text()) : several;
        boolean alarm = raised.stream().anyMatch(AlertRow::alarm);
        if (settings.desktop()) {
            desktop.call(title, text, alarm);
        }
        if (settings.sound()) {
            sound.call(title, text, alarm);
        }
    }
}
