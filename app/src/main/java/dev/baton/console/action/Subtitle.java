package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;

/** What the dialog says beside its title. Pure. */
final class Subtitle {
    private Subtitle() {}

    /** Whom or what a plan is about: "orders-a → orders-b", "orders-c", "orders". */
    static String about(Plan made) {
        Names names = Names.of(made);
        return names.moves()
                ? Messages.of("plan.change", names.from(), names.to())
                : made.to() == null ? names.group().value() : names.to();
    }

    /** The same of one that was asked for, with by whom and why. */
    static String under(Names names, ActionRecord record) {
        Names told = names.told(record);
        String about = told.moves()
                ? Messages.of("plan.change", told.from(), told.to())
                : record.request().kind().needsTarget()
                        ? told.to()
                        : told.group().value();
        return Messages.of(
                "act.under",
                about,
                record.request().operator(),
                record.request().reason());
    }
}
