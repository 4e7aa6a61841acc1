package dev.baton.cli;

import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.identity.Passphrases;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton operator passphrase}: the same key under another passphrase. */
@Command(
        name = "passphrase",
        description = "Puts another passphrase on the operator's key. The key stays the same.",
        mixinStandardHelpOptions = true)
final class OperatorPassphraseCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Option(
            names = "--new-passphrase-fd",
            paramLabel = "N",
            description = "A file descriptor whose first line is the new passphrase.")
    int fresh = -1;

    @Override
    public Integer call() throws Exception {
        OperatorKeyFile file = keys.file(null);
        Passphrases old = keys.passphrases(null);
        try {
            KeyFace face = file.face();
            Passphrases.Given before = old.of(file, face == null ? null : face.keyId());
            try {
                Passphrases.Given given = new Passphrases(fresh, null, old.keyring(), old.person()).fresh(file.path());
                try {
                    KeyReport.remark(spec.commandLine().getErr(), given.passphrase());
                    file.change(before.passphrase(), given.passphrase());
                    if (keys.remember && face != null) {
                        old.keyring().store(face.keyId(), given.passphrase());
                    }
                } finally {
                    given.wipe();
                }
            } finally {
                before.wipe();
            }
            spec.commandLine().getOut().println("The passphrase of " + file.path() + " is changed.");
            return Exit.DONE;
        } catch (IOException bad) {
            throw new CliException(Exit.FAILED, String.valueOf(bad.getMessage()));
        }
    }
}
