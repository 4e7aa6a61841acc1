package dev.baton.console;

import dev.baton.console.model.Via;
import dev.baton.model.Event;
import dev.baton.model.Live;
import dev.baton.model.MemberId;

/** {@link SampleCluster} with links that are secured. */
final class SampleCertificates {
    private SampleCertificates() {}

    /** As {@link SampleCluster#healthy}, but the certificate of payments-a ends in so many milliseconds. */
    static SampleCluster ending(long leftMillis) {
        SampleCluster cluster = SampleCluster.healthy();
        MemberId member = SampleCluster.id("payments-a");
        Live live = new Live(
                member, SampleCluster.life(member), "127.0.0.1:7440", "5c".repeat(32), SampleCluster.NOW + leftMillis);
        cluster.add(
                Via.STORE,
                new Event.LiveSeen(
                        SampleCluster.at(SampleCluster.NOW - 9_000),
                        "console",
                        member.group(),
                        member,
                        live,
                        cluster.zxid++));
        return cluster;
    }
}
