package dev.baton.agent;

import dev.baton.model.MemberId;
import dev.baton.port.Resource;
import dev.baton.protocol.MemberState;

/** One hosted member: its state, which only the loop touches, and what its effects act on. */
final class Cell {
    final MemberId id;
    final Resource resource;
    final GuardCell guard;
    MemberState state;
    final Rehearsals.Progress rehearsal = new Rehearsals.Progress();
    long beats;
    boolean closed;

    Cell(MemberId id, Resource resource, GuardCell guard, MemberState state) {
        this.id = id;
        this.resource = resource;
        this.guard = guard;
        this.state = state;
    }
}
