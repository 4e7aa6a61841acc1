package dev.baton.console.bench;

import dev.baton.model.Activation;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fleet that is well: groups of three, each member a process of its own, the first one primary. Says what the store holds and what each
 * member would say of itself. Pure: the same arguments give the same fleet.
 */
public final class SimulatedFleet {
    static final String ENDPOINT = "127.0.0.1:7443";
    private static final int GROUP = 3;
    private static final List<String> KINDS = List.of(
            "billing", "geo", "invoice", "ledger", "mail", "orders", "payments", "quotes", "search", "sessions");
    private static final List<String> SITES = List.of("eu-north", "eu-west", "us-east");
    private static final List<String> TEAMS = List.of("checkout", "core", "data");

    private final List<GroupId> groups = new ArrayList<>();
    private final List<MemberId> members = new ArrayList<>();
    private final List<List<PeerView>> peers = new ArrayList<>();
    private final List<Incarnation> lives = new ArrayList<>();
    private final long startMillis;

    /** @param count of members; rounded up to whole groups */
    public SimulatedFleet(int count, long startMillis) {
        this.startMillis = startMillis;
        int whole = Math.max(1, (count + GROUP - 1) / GROUP);
        for (int g = 0; g < whole; g++) {
            GroupId group = new GroupId(
                    String.format(Locale.ROOT, "%s-%03d", KINDS.get(g % KINDS.size()), Math.floorDiv(g, KINDS.size())));
            groups.add(group);
            List<MemberId> own = new ArrayList<>();
            for (int m = 0; m < GROUP; m++) {
                own.add(MemberId.of(group, new ServiceId(String.format(Locale.ROOT, "n%04d", g * GROUP + m))));
            }
            for (MemberId member : own) {
                members.add(member);
                lives.add(life(member));
                peers.add(own.stream()
                        .filter(peer -> !peer.equals(member))
                        .map(peer -> new PeerView(peer, Reach.OK, Verdict.HEALTHY, 60))
                        .toList());
            }
        }
    }

    public List<GroupId> groups() {
        return groups;
    }

    public List<MemberId> members() {
        return members;
    }

    /** Which one is primary. */
    public boolean primary(int member) {
        return member % GROUP == 0;
    }

    /** What that member says of itself in its {@code seq}-th heartbeat. */
    public MemberStatus status(int member, long seq) {
        boolean primary = primary(member);
        return new MemberStatus(
                members.get(member),
                lives.get(member),
                primary ? Role.PRIMARY : Role.STANDBY,
                epoch(Math.floorDiv(member, GROUP)),
                primary ? 840 : -1,
                1_000_000 + seq,
                primary ? -1 : 0,
                seq,
                1,
                true,
                "ready",
                !primary,
                primary ? "is PRIMARY" : "would succeed: rank " + (member % GROUP - 1),
                2,
                peers.get(member),
                null,
                null,
                null);
    }

    /** The lease of a group, as it stands in the store after each renewal. */
    public Lease lease(int group) {
        MemberId holder = members.get(group * GROUP);
        return new Lease(epoch(group), holder, life(holder), 1_000, new TreeSet<>(electors(group)), 7);
    }

    /** Everything that the store holds, by path. */
    public Map<String, Object> nodes() {
        return nodes(ENDPOINT);
    }

    /** The same with every process at that endpoint. */
    Map<String, Object> nodes(String endpoint) {
        Map<String, Object> all = new LinkedHashMap<>();
        Hlc at = new Hlc(startMillis - 600_000, 0);
        for (int g = 0; g < groups.size(); g++) {
            GroupId group = groups.get(g);
            MemberId holder = members.get(g * GROUP);
            all.put(StoreLayout.policy(group), Policy.DEFAULT);
            for (MemberId member : electors(g)) {
                Map<String, String> tags = Map.of(
                        "site", SITES.get(g % SITES.size()), "team", TEAMS.get(Math.floorDiv(g, 7) % TEAMS.size()));
                all.put(StoreLayout.member(member), new MemberRecord(member, life(member), 1, tags, null, false));
                all.put(StoreLayout.live(member), new Live(member, life(member), endpoint));
            }
            Cause cause = g % 10 == 0 ? Cause.INITIAL : Cause.DRILL;
            all.put(
                    StoreLayout.epoch(group, epoch(g)),
                    new EpochRecord(
                            epoch(g), holder, life(holder), cause, holder.value(), "simulated", at, null, -1, null));
            all.put(StoreLayout.activation(group, epoch(g)), new Activation(epoch(g), at, 1_000, 60, "wait", null));
            all.put(
                    StoreLayout.leadership(group),
                    new Leadership(
                            epoch(g),
                            holder,
                            life(holder),
                            LeadershipState.PRIMARY,
                            at,
                            cause,
                            null,
                            null,
                            new TreeSet<>(),
                            null));
            all.put(StoreLayout.lease(group), lease(g));
        }
        return all;
    }

    private Set<MemberId> electors(int group) {
        return new TreeSet<>(members.subList(group * GROUP, group * GROUP + GROUP));
    }

    private static Epoch epoch(int group) {
        return new Epoch(group % 40 + 1);
    }

    private static Incarnation life(MemberId member) {
        return new Incarnation(member + ".1");
    }
}
