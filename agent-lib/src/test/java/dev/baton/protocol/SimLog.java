package dev.baton.protocol;

import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fenced resource: the last one that initialised may append; each entry carries its epoch. */
final class SimLog {
    record Entry(long epoch, MemberId by) {}

    final List<Entry> entries = new ArrayList<>();
    private @Nullable MemberId writer;
    private long writerToken;
    /** Who fences just before the next entry would be appended. */
    @Nullable
    MemberId fencesNext;

    long init(MemberId by) {
        writer = by;
        return ++writerToken;
    }

    boolean append(MemberId by, long token, long epoch) {
        if (fencesNext != null) {
            init(fencesNext);
            fencesNext = null;
        }
        if (!by.equals(writer) || token != writerToken) {
            return false;
        }
        entries.add(new Entry(epoch, by));
        return true;
    }

    long highestEpoch() {
        return entries.stream().mapToLong(Entry::epoch).max().orElse(0);
    }
}
