package dev.baton.console.model;

import dev.baton.model.ActionRecord;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.MemberRecord.Off;
import org.jspecify.annotations.Nullable;

/** Why a member is fenced, by whom, and who answers for it that it is off. Pure. */
public final class Fences {
    private Fences() {}

    /** Its fence record; null where there is none. */
    public static @Nullable FenceRecord of(MemberView member) {
        return member.record() == null ? null : member.record().fence();
    }

    /** What it says of itself where the store holds no record: it may not be granted anything. */
    public static Phrase phrase(MemberView member, GroupView group) {
        FenceRecord fence = of(member);
        if (fence == null) {
            return Phrase.of("judge.fenced");
        }
        Stored<ActionRecord> action = group.actions().get(fence.action());
        Phrase why = action == null
                ? Phrase.of("judge.fenced.why", fence.epoch(), fence.reason())
                : Phrase.of("judge.fenced.by", action.value().request().operator(), fence.epoch(), fence.reason());
        Off off = fence.off();
        if (off == null) {
            return Phrase.of("judge.fenced.unproved", why);
        }
        return switch (off.kind()) {
            case DEVICE -> Phrase.of("judge.fenced.device", why);
            case PERSON -> Phrase.of("judge.fenced.person", why, off.by());
        };
    }
}
