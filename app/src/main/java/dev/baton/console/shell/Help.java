package dev.baton.console.shell;

import dev.baton.console.theme.Messages;
import java.util.ArrayList;
import java.util.List;

/** The keyboard help: from the same entries as palette and shortcuts. Pure. */
final class Help {
    private Help() {}

    static List<String> lines(List<Command> commands) {
        List<String> lines = new ArrayList<>();
        for (Command command : commands) {
            lines.add(
                    command.keys() == null
                            ? command.title()
                            : Messages.of("help.line", command.keys().getDisplayText(), command.title()));
        }
        lines.add(Messages.of("help.mouse"));
        return lines;
    }
}
