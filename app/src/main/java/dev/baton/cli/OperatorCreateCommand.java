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
import picocli.CommandLine.Spec;

/** {@code baton operator create}: makes a key, and shows what an admin needs of it. Touches no cluster. */
@Command(
        name = "create",
        description = "Makes an operator's key, and prints its public part for an admin to add. Touches no cluster.",
        mixinStandardHelpOptions = true)
final class OperatorCreateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "The operator's name.")
    String name = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where the key goes. Default: that of --key.")
    @Nullable
    Path out;

    @Option(names = "--json", description = "One JSON document on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        OperatorKeyFile file = out == null ? keys.file(null) : new OperatorKeyFile(out);
        Passphrases passphrases = keys.passphrases(null);
        try {
            if (file.exists()) {
                throw new CliException(
                        Exit.FAILED,
                        file.path() + " is there already: a key is never overwritten. --out names another file;"
                                + " 'baton operator rotate' replaces it");
            }
            Passphrases.Given given = passphrases.fresh(file.path());
            try {
                KeyReport.remark(spec.commandLine().getErr(), given.passphrase());
                OperatorKey key = file.create(name, given.passphrase());
                if (keys.remember && !passphrases.keyring().store(key.face().keyId(), given.passphrase())) {
                    spec.commandLine().getErr().println("baton: the passphrase is not kept: expected secret-tool");
                }
                KeyReport.of(key.face(), file.path()).print(spec.commandLine().getOut(), json);
                return Exit.DONE;
            } finally {
                given.wipe();
            }
        } catch (IOException bad) {
            throw new CliException(Exit.FAILED, String.valueOf(bad.getMessage()));
        }
    }
}
