package dev.baton.lab.sim.search;

import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.protocol.MemberState;
import java.util.Map;

/** One member's process: the core's state, its guard as its effects set it, its hold on the log, and what faults did to it. */
final class SmallMember {
    private static final String[] NAMES = {"g-a", "g-b", "g-c"};

    /** What the store has changed and this member was not shown yet. */
    enum Watch {
        NONE,
        FRESH,
        WAITING,
        READY
    }

    final int index;
    final MemberId id;
    int life = 1;
    MemberState state;
    boolean alive = true;
    /** Ticks since the pause began; -1 while it runs. */
    int paused = -1;
    /** Whether its requests have not left the paused process. */
    boolean holding;
    /** Whether its next tick comes before its mail. */
    boolean timerFirst;
    /** Ticks since it stopped hearing of the store; -1 while it hears. */
    int deaf = -1;
    /** Ticks since nobody hears it any more; -1 while it is heard. */
    int mute = -1;
    /** Whether it took a step since the last point at which a fault might come. */
    boolean stepped;

    long guardEpoch;
    long guardUntil = Long.MIN_VALUE;
    long exclusiveFrom;
    int token = -1;
    long resourceEpoch;
    /** The epoch that was activated: only in it does a repeated promotion serve at once. */
    long activated;

    boolean serving;
    boolean writesPaused;
    /** Whether something changed that others decide by: its heartbeat goes out without waiting for the next tick. */
    boolean beat;

    Watch watch = Watch.FRESH;
    /** Bit i: it was told that the process of member i is gone. */
    int told;

    int seenLease = -1;
    int seenLeadership = -1;
    int seenOpen = -1;
    int seenAction = -1;
    /** Versions of the members' records. */
    int[] seenMembers = {-1, -1, -1};

    int seenPolicy = -1;

    SmallMember(int index) {
        this.index = index;
        this.id = new MemberId(NAMES[index]);
        this.state = born();
    }

    private SmallMember(SmallMember from) {
        index = from.index;
        id = from.id;
        life = from.life;
        state = from.state;
        alive = from.alive;
        paused = from.paused;
        holding = from.holding;
        timerFirst = from.timerFirst;
        deaf = from.deaf;
        mute = from.mute;
        stepped = from.stepped;
        guardEpoch = from.guardEpoch;
        guardUntil = from.guardUntil;
        exclusiveFrom = from.exclusiveFrom;
        token = from.token;
        resourceEpoch = from.resourceEpoch;
        activated = from.activated;
        serving = from.serving;
        beat = from.beat;
        writesPaused = from.writesPaused;
        watch = from.watch;
        told = from.told;
        seenLease = from.seenLease;
        seenLeadership = from.seenLeadership;
        seenOpen = from.seenOpen;
        seenAction = from.seenAction;
        seenMembers = from.seenMembers;
        seenPolicy = from.seenPolicy;
    }

    SmallMember copy() {
        return new SmallMember(this);
    }

    boolean runs() {
        return alive && paused < 0;
    }

    boolean guardOpen(long nanos) {
        return alive && nanos < guardUntil;
    }

    MemberRecord record() {
        return new MemberRecord(id, state.incarnation(), priority(), Map.of(), null, false);
    }

    /** kill -9: nothing of the process is left. */
    void crash() {
        alive = false;
        paused = -1;
        holding = false;
        timerFirst = false;
        deaf = -1;
        mute = -1;
        stepped = false;
        forget();
    }

    /** A new process of the same member. */
    void restart() {
        life++;
        alive = true;
        state = born();
        forget();
        watch = Watch.FRESH;
    }

    private void forget() {
        guardEpoch = 0;
        guardUntil = Long.MIN_VALUE;
        exclusiveFrom = 0;
        token = -1;
        resourceEpoch = 0;
        activated = 0;
        serving = false;
        beat = false;
        writesPaused = false;
        watch = Watch.NONE;
        told = 0;
        seenLease = -1;
        seenLeadership = -1;
        seenOpen = -1;
        seenAction = -1;
        seenMembers = new int[] {-1, -1, -1};
        seenPolicy = -1;
    }

    private int priority() {
        return 10 * index;
    }

    private MemberState born() {
        return new MemberState(id, new Incarnation(id.service() + "." + life), priority());
    }
}
