package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Who and what an action is about, as its steps and its receipt name it. Pure.
 *
 * @param from who holds the role before it
 * @param to who becomes primary, or is fenced or reinstated
 * @param before the epoch in which it was asked for
 */
record Names(ActionKind kind, GroupId group, String from, String to, Epoch before) {
    static Names of(Plan plan) {
        return new Names(plan.wish().kind(), plan.group(), holder(plan.from()), candidate(plan.to()), plan.epoch());
    }

    static Names of(ActionRecord record) {
        return new Names(
                record.request().kind(),
                record.request().group(),
                holder(record.former()),
                candidate(record.target() == null ? record.request().target() : record.target()),
                record.epochBefore());
    }

    /** What the store says goes before what was planned. */
    Names told(@Nullable ActionRecord record) {
        if (record == null) {
            return this;
        }
        Names said = of(record);
        return new Names(
                kind,
                group,
                record.former() == null ? from : said.from,
                record.target() == null ? to : said.to,
                said.before);
    }

    /** Whether the role moves. */
    boolean moves() {
        return kind.handsOver() || kind == ActionKind.FAILOVER;
    }

    private static String holder(@Nullable MemberId id) {
        return id == null ? Messages.of("receipt.holder") : id.value();
    }

    private static String candidate(@Nullable MemberId id) {
        return id == null ? Messages.of("receipt.candidate") : id.value();
    }
}
