package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Messages;
import dev.baton.console.timeline.Bookmark;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where the palette can go: groups, members, bookmarks. */
final class Places {
    private Places() {}

    static List<Command> of(
            ClusterView view,
            List<Bookmark> bookmarks,
            Consumer<GroupId> show,
            Consumer<MemberId> inspect,
            Consumer<Bookmark> jump) {
        List<Command> all = new ArrayList<>();
        for (GroupView group : view.groups().values()) {
            all.add(place(Messages.of("place.group", group.id()), () -> show.accept(group.id())));
            for (MemberId member : group.members().keySet()) {
                all.add(place(Messages.of("place.member", member), () -> inspect.accept(member)));
            }
        }
        for (Bookmark mark : bookmarks) {
            all.add(place(Messages.of("place.bookmark", mark.name()), () -> jump.accept(mark)));
        }
        return all;
    }

    private static Command place(String title, Runnable go) {
        return new Command(title, null, () -> Availability.YES, go);
    }
}
