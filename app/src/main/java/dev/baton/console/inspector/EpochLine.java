package dev.baton.console.inspector;

import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.EpochRecord;
import java.util.List;

/** One epoch as the list shows it: "7", "payments-b", "lease expired · payments-b", "14:07:28.8", "outage 212 ms". Pure. */
record EpochLine(String epoch, String holder, String cause, String at, String outage, boolean current) {
    static List<EpochLine> of(GroupView group, int most) {
        return group.epochs().stream().limit(most).map(e -> of(e, group)).toList();
    }

    private static EpochLine of(EpochView view, GroupView group) {
        EpochRecord record = view.record();
        boolean current =
                group.leadership() != null && group.leadership().value().epoch().equals(record.epoch());
        String outage = view.activation() == null
                ? Messages.of(current ? "inspect.notserving" : "inspect.neverserved")
                : view.activation().outageMillis() < 0
                        ? ""
                        : Messages.of(
                                "inspect.outage", Words.span(view.activation().outageMillis()));
        String by = record.by().equals(record.holder().value()) ? Messages.of("inspect.auto") : record.by();
        return new EpochLine(
                record.epoch().toString(),
                record.holder().value(),
                Words.joined(Words.of(record.cause()), by),
                Words.clockTenths(record.at().millis()),
                outage,
                current);
    }
}
