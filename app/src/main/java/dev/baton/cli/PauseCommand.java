package dev.baton.cli;

import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton pause}. */
@Command(
        name = "pause",
        description = "Switches automatic failover of a group off, for a while or until it is resumed.",
        mixinStandardHelpOptions = true)
final class PauseCommand extends ActionCommand {
    @Option(names = "--for", paramLabel = "30m", description = "Ends by itself after this. Default: until 'resume'.")
    @Nullable
    Duration length;

    @Override
    ActionWish wish(GroupView found) {
        return ActionWish.pause(length);
    }
}
