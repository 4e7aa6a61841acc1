package dev.baton.link;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is primary, as {@code /primary} tells it. Called on the server's thread; must not block. */
@FunctionalInterface
public interface PrimarySource {
    /** One word for each group that this process could be primary of. */
    List<Word> words();

    /**
     * What this process knows of one group.
     *
     * @param here whether this process holds an open guard for it, by a check of the guard at this moment
     * @param epoch own epoch while {@code here}, else the last one seen; 0 where none was
     * @param primary as far as known; null while there is none
     * @param endpoint of its service, where it told one
     */
    record Word(
            GroupId group,
            boolean here,
            Epoch epoch,
            @Nullable MemberId primary,
            @Nullable String endpoint) {}
}
