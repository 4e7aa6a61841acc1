package dev.baton.cli;

import dev.baton.console.connect.Target;
import dev.baton.console.identity.Keyring;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.identity.Passphrases;
import java.io.Console;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** With which key it is signed, and where its passphrase comes from. */
final class KeyOptions {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The operator's key. Default: operator.key of the security file, or ~/.config/baton/operator.p12.")
    @Nullable
    Path key;

    @Option(
            names = "--passphrase-fd",
            paramLabel = "N",
            description = "A file descriptor whose first line is the key's passphrase.")
    int descriptor = -1;

    @Option(names = "--remember", description = "Keeps the passphrase in the system's keyring (secret-tool).")
    boolean remember;

    OperatorKeyFile file(@Nullable Target target) {
        return new OperatorKeyFile(key != null ? key : OperatorFiles.of(target).key());
    }

    Passphrases passphrases(@Nullable Target target) {
        return new Passphrases(descriptor, OperatorFiles.of(target).passphrase(), Keyring.system(), person());
    }

    /** The terminal of this process, without an echo; null where there is none. */
    @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
    private static Passphrases.@Nullable Person person() {
        Console console = System.console();
        return console == null || !console.isTerminal() ? null : question -> console.readPassword("%s", question);
    }
}
