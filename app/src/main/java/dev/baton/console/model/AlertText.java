package dev.baton.console.model;

import dev.baton.model.Epoch;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words and marks that several alerts share. */
final class AlertText {
    /** Evidence lines at most. */
    static final int LINES = 40;

    private AlertText() {}

    static Phrase standing(MemberView member) {
        MemberStatus status = member.status();
        return status == null
                ? Phrase.of("found.unheard", member.id())
                : Phrase.of("found.standing", member.id(), status.role(), status.reason());
    }

    static List<Phrase> lines(Judgement judgement) {
        return judgement.evidence().stream().map(AlertText::line).toList();
    }

    private static Phrase line(Sighting row) {
        return row.ageMillis() < 0
                ? Phrase.of("found.sighting", row.vantage(), row.reach(), row.says())
                : Phrase.of(
                        "found.sighting.ago", row.vantage(), row.reach(), row.says(), Freshness.words(row.ageMillis()));
    }

    /** Of what a group's epoch makes one occurrence. */
    static String epoch(GroupView group) {
        return "e"
                + (group.leadership() == null
                        ? Epoch.NONE
                        : group.leadership().value().epoch());
    }

    /** Of what a process of a member makes one occurrence. */
    static String life(MemberView member) {
        Incarnation life = incarnation(member);
        return life == null ? "" : life.toString();
    }

    private static @Nullable Incarnation incarnation(MemberView member) {
        if (member.record() != null) {
            return member.record().incarnation();
        }
        return member.status() == null ? null : member.status().incarnation();
    }
}
