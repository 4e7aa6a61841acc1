package dev.baton.console.shell;

import java.util.ArrayList;
import java.util.List;

/** The keyboard help: from the same entries as palette and shortcuts. Pure. */
final class Help {
    private Help() {}

    static List<String> lines(List<Command> commands) {
        List<String> lines = new ArrayList<>();
        for (Command command : commands) {
            lines.add((command.keys() == null ? "" : command.keys().getDisplayText() + "  –  ") + command.title());
        }
        lines.add(
                "In the timeline: arrows pan and zoom, the wheel zooms, a drag pans, with Shift it selects a stretch, a click"
                        + " shows that instant; in the topology: left and right select a member; in the fleet: arrows mark a"
                        + " group.");
        return lines;
    }
}
