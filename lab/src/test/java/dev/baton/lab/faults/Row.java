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

    /** What the simulator was narrowed to. */
    String foundBy() {
        return fault.with().isEmpty() ? "everything" : fault.with();
    }
}
