package dev.baton.fence;

import dev.baton.port.FenceTarget;
import java.io.IOException;
import java.time.Duration;

/** Runs one verb of a device's program, {@code off} or {@code status}, once. What it said comes without secrets. */
interface PowerCommand {
    /** Of {@code status}: off. Also in {@link CommandDevice}, so that there is one rule. */
    int STATUS_OFF = 2;

    int DONE = 0;

    /**
     * Runs it and waits for its end, at most {@code limit}.
     *
     * @throws IOException where it can not even be asked, naming expected and actual
     * @throws InterruptedException after it has been killed
     */
    BoundedCommand.Ran run(String verb, FenceTarget target, Duration limit) throws IOException, InterruptedException;
}
