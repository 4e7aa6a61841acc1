package dev.baton.console.action;

import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.ActionKind;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of those things of a kind that may be asked for: a member, an epoch, a length. Pure. */
record Choice(String label, Wish wish) {
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(24));

    @Override
    public String toString() {
        return label;
    }

    static List<Choice> of(ActionKind kind, GroupView group) {
        MemberId holder =
                group.leadership() == null ? null : group.leadership().value().holder();
        List<Choice> all = new ArrayList<>();
        switch (kind) {
            case SWITCHOVER, FAILOVER, DRILL ->
                group.members().keySet().stream()
                        .filter(id -> !Objects.equals(id, holder))
                        .forEach(id -> all.add(member(kind, id)));
            case FENCE -> group.members().keySet().forEach(id -> all.add(member(kind, id)));
            case REINSTATE ->
                group.members().values().stream()
                        .filter(Choice::fenced)
                        .forEach(member -> all.add(member(kind, member.id())));
            case ROLLBACK -> epochs(group, all);
            case PAUSE -> {
                LENGTHS.forEach(length -> all.add(
                        new Choice(Words.span(length.toMillis()), new Wish(kind, null, List.of(), null, length))));
                all.add(new Choice(Messages.of("act.pause.open"), Wish.of(kind, null)));
            }
            case RESUME -> {}
        }
        return List.copyOf(all);
    }

    static boolean fenced(MemberView member) {
        return member.record() != null && member.record().fenced();
    }

    private static Choice member(ActionKind kind, MemberId id) {
        return new Choice(id.value(), Wish.of(kind, id));
    }

    /** Each epoch whose predecessor is known: who held the role before it. */
    private static void epochs(GroupView group, List<Choice> all) {
        for (EpochView each : group.epochs()) {
            Epoch epoch = each.record().epoch();
            MemberId before = holderBefore(group, epoch);
            if (before != null) {
                all.add(new Choice(
                        Messages.of("act.before", epoch, before),
                        new Wish(ActionKind.ROLLBACK, null, List.of(), epoch, null)));
            }
        }
    }

    private static @Nullable MemberId holderBefore(GroupView group, Epoch epoch) {
        return group.epochs().stream()
                .map(EpochView::record)
                .filter(each -> each.epoch().next().equals(epoch))
                .map(each -> each.holder())
                .findFirst()
                .orElse(null);
    }
}
