package dev.baton.lab.faults;

import java.util.List;

/** A fault with what each range of seeds gave. */
record Row(Fault fault, List<Hunt.Range> ranges) {
    boolean caught() {
        return ranges.stream().allMatch(r -> r.caught() != null);
    }

    /** The median number of seeds that it took; the upper one where the count is even. */
    int medianSeeds() {
        return ranges.stream().mapToInt(Hunt.Range::seeds).sorted().toArray()[ranges.size() / 2];
    }

    int mostSeeds() {
        return ranges.stream().mapToInt(Hunt.Range::seeds).max().orElse(0);
    }

    long millis() {
        return ranges.stream().mapToLong(Hunt.Range::millis).sum();
    }

    String checks() {
        return String.join(
                ", ", ranges.stream().map(Hunt.Range::check).distinct().sorted().toList());
    }

    /** How it was found: by random faults, of all kinds or of those named, or by a directed scenario. */
    String foundBy() {
        String with = fault.with();
        return with.startsWith("scenario=")
                ? "scenario `" + with.substring("scenario=".length()) + "`"
                : with.isEmpty() ? "random faults" : "random faults, `" + with + "`";
    }
}
