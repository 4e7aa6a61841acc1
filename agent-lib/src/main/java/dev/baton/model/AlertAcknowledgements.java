package dev.baton.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/alerts}: which alerts about the group an operator has looked at. Written and read by consoles alone, and
 * decides nothing. Only ever overwritten with its version; bounded, the oldest goes first.
 *
 * @param all oldest first, at most {@value #MAX}, one for an alert
 */
public record AlertAcknowledgements(List<One> all) {
    public static final int MAX = 64;
    public static final AlertAcknowledgements NONE = new AlertAcknowledgements(List.of());

    /** Null, as a record without the field gives, counts as none. */
    public AlertAcknowledgements {
        all = all == null ? List.of() : List.copyOf(all.size() > MAX ? all.subList(all.size() - MAX, all.size()) : all);
    }

    /**
     * One acknowledgement. The texts are cut to their bounds.
     *
     * @param alert the alert's id, for example {@code member-down-orders-a}
     * @param mark tells this occurrence of the alert from others: an epoch, an incarnation; may be empty
     * @param by the operator's name
     */
    public record One(String alert, String mark, String by, String note, Hlc at) {
        public static final int MAX_NOTE = 500;
        private static final int MAX_NAME = 200;

        public One {
            alert = cut(alert, MAX_NAME);
            mark = cut(mark, MAX_NAME);
            by = cut(by, MAX_NAME);
            note = cut(note, MAX_NOTE);
            at = at == null ? Hlc.ZERO : at;
        }

        private static String cut(@Nullable String text, int length) {
            if (text == null) {
                return "";
            }
            return text.length() <= length ? text : text.substring(0, length);
        }
    }

    /** The last word on that alert, or null where there is none. */
    public @Nullable One of(String alert) {
        return all.stream()
                .filter(one -> one.alert().equals(alert))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** With one more as the newest; it replaces an earlier one on the same alert. */
    public AlertAcknowledgements with(One one) {
        List<One> more = new ArrayList<>(all);
        more.removeIf(known -> known.alert().equals(one.alert()));
        more.add(one);
        return new AlertAcknowledgements(more);
    }

    /** Without those that were given before {@code millis}. */
    public AlertAcknowledgements since(long millis) {
        return new AlertAcknowledgements(
                all.stream().filter(one -> one.at().millis() >= millis).collect(java.util.stream.Collectors.toList()));
    }
}
