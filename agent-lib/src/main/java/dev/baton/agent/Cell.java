package dev.baton.agent;

import dev.baton.model.MemberId;
import dev.baton.port.Resource;
import dev.baton.protocol.Input;
import dev.baton.protocol.MemberState;
import java.util.function.Consumer;

/** One hosted member: its state, which only the loop touches, and what its effects act on. */
final class Cell {
    final MemberId id;
    final Resource resource;
    final GuardCell guard;
    /** Takes an input for this member; from any thread. */
    final Consumer<Input> inbox;

    MemberState state;
    final Rehearsals.Progress rehearsal = new Rehearsals.Progress();
    long beats;
    boolean closed;

    Cell(MemberId id, Resource resource, GuardCell guard, MemberState state, Consumer<Input> inbox) {
        this.id = id;
        this.resource = resource;
        this.guard = guard;
        this.state = state;
        this.inbox = inbox;
    }
}
