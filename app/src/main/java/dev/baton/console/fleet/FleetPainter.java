package dev.baton.console.fleet;

import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Draws the part of a {@link FleetPlan} that the window shows. Rectangles and letters only. JavaFX thread. */
final class FleetPainter {
    static final double PAD = 16;
    /** How bright a healthy square is, by the number of spare standbys. */
    private static final double[] BRIGHT = {0.28, 0.42, 0.58, 0.74};

    /** Where the columns of a line begin. */
    private static final double STATE = 196;

    private static final double PRIMARY = 334;
    private static final double EPOCH = 474;
    private static final double SINCE = 530;
    private static final double WHY = 600;
    /** Of the button at a line's right end. */
    static final double MENU = 34;

    private static final double ALERTS = 84;
    private static final double CELL = 4;

    private final GraphicsContext g;
    private final Palette palette;
    private final Function<GroupId, @Nullable GroupView> lanes;
    private final double top;
    private final double width;
    private final double height;

    /**
     * @param top of the window within the content
     * @param lanes a group with its past; null where there is none
     */
    FleetPainter(GraphicsContext g, Palette palette, double top, Function<GroupId, @Nullable GroupView> lanes) {
        this.lanes = lanes;
        this.g = g;
        this.palette = palette;
        this.top = top;
        this.width = g.getCanvas().getWidth() - 2 * PAD;
        this.height = g.getCanvas().getHeight();
    }

    void all(FleetPlan plan, @Nullable GroupId selected, long now) {
        g.setFill(palette.bg());
        g.fillRect(0, 0, g.getCanvas().getWidth(), height);
        if (plan.lines() > 0) {
            head(
                    Messages.of("fleet.needs", plan.trouble()),
                    plan.trouble() > plan.lines() ? Messages.of("fleet.worst") : "",
                    0);
        }
        if (!plan.sections().isEmpty()) {
            head(
                    Messages.of(
                            plan.lines() > 0 ? "fleet.others" : "fleet.all",
                            plan.order().size() - plan.lines()),
                    Messages.of("fleet.legend"),
                    plan.squaresTop());
        }
        for (int i = 0; i < plan.lines(); i++) {
            one(plan, i, selected, now);
        }
        for (FleetPlan.Section section : plan.sections()) {
            section(plan, section, selected, now);
        }
    }

    private void head(String title, String hint, double y) {
        Font font = Fonts.strong(11);
        double at = y - top + FleetPlan.HEAD / 2;
        if (at > -20 && at < height + 20) {
            Glyphs.draw(g, title, PAD, at, font, palette.muted(), TextAlignment.LEFT);
            double x = PAD + Glyphs.width(title, font) + 14;
            Glyphs.draw(
                    g,
                    Glyphs.fit(hint, Fonts.text(11), width - x),
                    x,
                    at,
                    Fonts.text(11),
                    palette.dim(),
                    TextAlignment.LEFT);
        }
    }

    private void section(FleetPlan plan, FleetPlan.Section section, @Nullable GroupId selected, long now) {
        int deep = (section.count() + plan.columns() - 1) / plan.columns();
        double y = section.top() - top;
        if (y > height || y + Math.max(2, deep) * FleetPlan.PITCH < 0) {
            return;
        }
        String name = Glyphs.fit(section.name(), Fonts.text(12), FleetPlan.LABEL - 12);
        Glyphs.draw(g, name, PAD, y + 7, Fonts.text(12), palette.fg(), TextAlignment.LEFT);
        Glyphs.draw(g, Words.count(section.count()), PAD, y + 22, Fonts.mono(11), palette.muted(), TextAlignment.LEFT);
        int from = Math.max(0, (int) Math.floor(-y / FleetPlan.PITCH)) * plan.columns();
        int to = Math.min(section.count(), ((int) Math.ceil((height - y) / FleetPlan.PITCH) + 1) * plan.columns());
        for (int i = from; i < to; i++) {
            one(plan, section.first() + i, selected, now);
        }
    }

    /** One group again, over what was there. */
    void one(FleetPlan plan, int index, @Nullable GroupId selected, long now) {
        FleetPlan.Box box = plan.box(index, width);
        double y = box.y() - top;
        if (y > height || y + box.h() < 0) {
            return;
        }
        FleetRow row = plan.order().get(index);
        boolean chosen = row.id().equals(selected);
        if (index < plan.lines()) {
            line(row, y, chosen, now);
        } else {
            square(row, PAD + box.x(), y, chosen);
        }
    }

    private void square(FleetRow row, double x, double y, boolean chosen) {
        double cell = FleetPlan.CELL;
        g.setFill(chosen ? palette.fg() : palette.bg());
        g.fillRect(x - 1.5, y - 1.5, cell + 3, cell + 3);
        if (chosen) {
            g.setFill(palette.bg());
            g.fillRect(x - 0.5, y - 0.5, cell + 1, cell + 1);
        }
        g.setFill(fill(row));
        g.fillRect(x, y, cell, cell);
        String letter = letter(row.state());
        if (!letter.isEmpty()) {
            Glyphs.draw(g, letter, x + cell / 2, y + cell / 2, Fonts.strong(10), palette.bg(), TextAlignment.CENTER);
        }
    }

    private Color fill(FleetRow row) {
        if (row.state() == GroupState.HEALTHY) {
            double share = BRIGHT[Math.min(row.spares(), BRIGHT.length - 1)];
            return palette.bg().interpolate(palette.ok(), share);
        }
        return palette.of(Tone.of(row.state()));
    }

    /** A healthy square says nothing: it is the one that nobody has to read. */
    private static String letter(GroupState state) {
        return switch (state) {
            case HEALTHY -> "";
            case DEGRADED -> Messages.of("fleet.letter.degraded");
            case FAILING_OVER -> Messages.of("fleet.letter.failing");
            case NO_PRIMARY -> Messages.of("fleet.letter.noprimary");
            case HELD_BY_PROMISE -> Messages.of("fleet.letter.promise");
            case SPLIT_BRAIN -> Messages.of("fleet.letter.split");
            case PAUSED -> Messages.of("fleet.letter.paused");
            case UNKNOWN -> Messages.of("fleet.letter.unknown");
        };
    }

    private void line(FleetRow row, double y, boolean chosen, long now) {
        g.setFill(chosen ? palette.accent() : palette.line());
        g.fillRect(PAD, y, width, FleetPlan.LINE);
        double rim = chosen ? 2 : 1;
        g.setFill(palette.panel());
        g.fillRect(PAD + rim, y + rim, width - 2 * rim, FleetPlan.LINE - 2 * rim);
        Color tone = palette.of(Tone.of(row.state()));
        g.setFill(tone);
        g.fillRect(PAD + rim, y + rim, 4, FleetPlan.LINE - 2 * rim);
        double middle = y + FleetPlan.LINE / 2;
        double right = PAD + width - MENU;
        Glyphs.draw(
                g,
                Messages.of("fleet.menu.sign"),
                PAD + width - MENU / 2,
                middle,
                Fonts.strong(14),
                palette.muted(),
                TextAlignment.CENTER);
        cell(row.id().value(), PAD + 16, 170, middle, Fonts.strong(13), palette.fg());
        cell(Words.of(row.state()), PAD + STATE, 132, middle, Fonts.strong(11), tone);
        cell(row.primary(), PAD + PRIMARY, 130, middle, Fonts.text(12.5), palette.muted());
        cell(row.epoch(), PAD + EPOCH, 50, middle, Fonts.mono(12), palette.muted());
        cell(row.span(now), PAD + SINCE, 62, middle, Fonts.mono(12), palette.muted());
        String alerts = row.alerts() == 0
                ? ""
                : row.alerts() == 1 ? Messages.of("fleet.alert.one") : Messages.of("fleet.alert.many", row.alerts());
        Color badge = row.alarms() > 0 ? palette.bad() : palette.muted();
        Glyphs.draw(g, alerts, right, middle, Fonts.text(12), badge, TextAlignment.RIGHT);
        double strip = right - ALERTS - FleetStrip.CELLS * CELL;
        cell(row.why(), PAD + WHY, strip - 14 - PAD - WHY, middle, Fonts.text(12.5), palette.fg());
        GroupView group = lanes.apply(row.id());
        if (group != null) {
            strip(FleetStrip.of(group, now), strip, middle);
        }
    }

    /** The height says it too: the worse, the taller. */
    private void strip(List<FleetStrip.Cell> cells, double left, double middle) {
        for (FleetStrip.Cell kind : FleetStrip.Cell.values()) {
            double h =
                    switch (kind) {
                        case UNKNOWN -> 2;
                        case ALL -> 8;
                        case PART -> 14;
                        case NONE -> 20;
                    };
            g.setFill(
                    switch (kind) {
                        case UNKNOWN -> palette.line();
                        case ALL -> palette.ok();
                        case PART -> palette.warn();
                        case NONE -> palette.bad();
                    });
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i) == kind) {
                    g.fillRect(left + i * CELL, middle - h / 2, CELL - 1.5, h);
                }
            }
        }
    }

    private void cell(String text, double x, double room, double y, Font font, Color color) {
        Glyphs.draw(g, Glyphs.fit(text, font, Math.max(0, room)), x, y, font, color, TextAlignment.LEFT);
    }
}
