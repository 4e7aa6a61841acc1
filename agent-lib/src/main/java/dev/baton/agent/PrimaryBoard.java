package dev.baton.agent;

import dev.baton.client.Primary;
import dev.baton.client.PrimaryView;
import dev.baton.link.PrimarySource;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.port.StoreEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers who is primary, for load balancers. Whether it is this process is asked of the guard at that moment; who else it may be is what the
 * store has shown. Groups that this process only witnesses are left out. Thread-safe.
 */
final class PrimaryBoard implements PrimarySource {
    private static final class Place {
        final MemberId self;
        final GuardCell guard;
        final @Nullable String endpoint;
        volatile PrimaryView view; // written under this

        Place(Cell cell, @Nullable String endpoint) {
            this.self = cell.id;
            this.guard = cell.guard;
            this.endpoint = endpoint;
            this.view = PrimaryView.of(cell.id.group());
        }

        synchronized void accept(StoreEvent event) {
            view = view.after(event);
        }
    }

    private final Map<GroupId, Place> places = new LinkedHashMap<>();

    PrimaryBoard(AgentConfig config, Map<GroupId, Cell> cells) {
        for (AgentConfig.Hosted hosted : config.members()) {
            Cell cell = cells.get(hosted.group());
            if (cell != null && !"true".equals(hosted.tags().get(MemberRecord.WITNESS))) {
                places.put(hosted.group(), new Place(cell, hosted.tags().get(MemberRecord.ENDPOINT)));
            }
        }
    }

    /** What the store shows of a group. Called by the store's threads. */
    void accept(GroupId group, StoreEvent event) {
        Place place = places.get(group);
        if (place != null) {
            place.accept(event);
        }
    }

    @Override
    public List<Word> words() {
        List<Word> words = new ArrayList<>();
        places.forEach((group, place) -> words.add(word(group, place)));
        return words;
    }

    private static Word word(GroupId group, Place place) {
        Epoch open = place.guard.openFor();
        if (open.isAfter(Epoch.NONE)) {
            return new Word(group, true, open, place.self, place.endpoint);
        }
        PrimaryView view = place.view;
        Primary seen = view.primary().orElse(null);
        return new Word(
                group, false, view.epoch(), seen == null ? null : seen.member(), seen == null ? null : seen.endpoint());
    }
}
