package dev.baton.cli;

import dev.baton.console.identity.OperatorKey;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.identity.Passphrases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton operator import}: takes over a key that another program made. */
@Command(
        name = "import",
        description = "Takes over an Ed25519 key from another PKCS#12 file, under the same passphrase.",
        mixinStandardHelpOptions = true)
final class OperatorImportCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "The PKCS#12 file.")
    Path from = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The operator's name. Default: as its certificate says.")
    @Nullable
    String name;

    @Option(names = "--json", description = "One JSON document on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        OperatorKeyFile theirs = new OperatorKeyFile(from);
        OperatorKeyFile file = keys.file(null);
        try {
            Passphrases.Given given = keys.passphrases(null).of(theirs, null);
            try {
                KeyReport.remark(spec.commandLine().getErr(), given.passphrase());
                OperatorKey key = theirs.open(given.passphrase());
                OperatorKey mine = file.copy(key, name == null ? key.face().name() : name, given.passphrase());
                KeyReport.of(mine.face(), file.path()).print(spec.commandLine().getOut(), json);
                return Exit.DONE;
            } finally {
                given.wipe();
            }
        } catch (IOException bad) {
            throw new CliException(Exit.FAILED, String.valueOf(bad.getMessage()));
        }
    }
}
