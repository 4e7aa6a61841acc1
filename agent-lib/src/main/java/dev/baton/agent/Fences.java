package dev.baton.agent;

import dev.baton.model.GroupId;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;

/** The fence devices that this agent can use, and their answers as inputs of the core. Returns at once; thread-safe. */
final class Fences {
    private final Inbox inbox;

    Fences(Inbox inbox) {
        this.inbox = inbox;
    }

    void off(GroupId group, Effect.FenceOff asked) {
        inbox.put(
                group,
                new Input.FencedOff(asked.action(), false, "no fence device is configured for " + asked.target()));
    }
}
