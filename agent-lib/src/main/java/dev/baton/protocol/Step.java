package dev.baton.protocol;

import java.util.List;

/** What a step gives: the state after it, and what is to be done. */
public record Step(MemberState state, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}
