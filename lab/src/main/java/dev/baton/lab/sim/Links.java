package dev.baton.lab.sim;

import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import java.util.ArrayList;
import java.util.List;

/** All direct links: each process follows each other host's service once it has seen its live record, until the process ends. */
final class Links {
    private final World world;
    private final List<Link> links = new ArrayList<>();
    /** By the number of the host whose service they follow. */
    private final List<List<Link>> bySource = new ArrayList<>();

    Links(World world) {
        this.world = world;
    }

    void follow(SimProcess reader, MemberId peer) {
        if (peer.equals(reader.id)) {
            return;
        }
        for (Link link : links) {
            if (link.reader == reader && link.source.id.equals(peer)) {
                return;
            }
        }
        Link fresh = new Link(world, reader, world.host(peer));
        links.add(fresh);
        from(fresh.source).add(fresh);
        fresh.connect(0);
    }

    void beat(SimProcess from, MemberStatus status) {
        List<Link> followers = from(from.host);
        for (int i = 0; i < followers.size(); i++) {
            followers.get(i).sent(from, status);
        }
    }

    private List<Link> from(SimHost source) {
        while (bySource.size() <= source.number) {
            bySource.add(new ArrayList<>());
        }
        return bySource.get(source.number);
    }

    void appeared(SimHost host) {
        // The others try to connect by themselves.
    }

    /** A process is gone: those that it followed are followed no more, those that follow it find out. */
    void vanished(SimHost host) {
        links.removeIf(link -> !link.reader.alive());
        bySource.forEach(followers -> followers.removeIf(link -> !link.reader.alive()));
        for (Link link : links) {
            if (link.source == host) {
                link.sourceGone();
            }
        }
    }

    void reset(SimHost one, SimHost other) {
        for (Link link : links) {
            if ((link.reader.host == one && link.source == other)
                    || (link.reader.host == other && link.source == one)) {
                link.reset("the connection broke");
            }
        }
    }

    /** After a cut is healed: what TCP held back comes. */
    void healed() {
        for (Link link : links) {
            link.healed();
        }
    }
}
