package dev.baton.fence;

import dev.baton.fence.BoundedCommand.Ran;
import java.util.Collection;

/** The outcome of a command whose output may repeat its secrets, without them. */
final class CleanOutput {
    private CleanOutput() {}

    static Ran of(Ran ran, Collection<String> secrets) {
        if (ran instanceof Ran.Exited exited) {
            return new Ran.Exited(
                    exited.code(),
                    LastWords.withoutSecrets(exited.stdout(), secrets),
                    LastWords.withoutSecrets(exited.stderr(), secrets),
                    exited.nanos());
        }
        if (ran instanceof Ran.Overdue late) {
            return new Ran.Overdue(
                    LastWords.withoutSecrets(late.stdout(), secrets),
                    LastWords.withoutSecrets(late.stderr(), secrets),
                    late.nanos());
        }
        return ran;
    }
}
