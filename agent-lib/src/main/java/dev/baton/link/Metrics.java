package dev.baton.link;

import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Role;
import dev.baton.model.StandbyKind;
import dev.baton.model.Verdict;
import java.util.List;
import java.util.function.ToLongFunction;

/** The members' state as Prometheus text. */
final class Metrics {
    private final StringBuilder text = new StringBuilder(4_096);
    private final List<MemberStatus> statuses;

    private Metrics(List<MemberStatus> statuses) {
        this.statuses = statuses;
    }

    static String text(List<MemberStatus> statuses, int clients, long dropped) {
        return new Metrics(statuses).render(clients, dropped);
    }

    private String render(int clients, long dropped) {
        roles();
        each("baton_epoch", "gauge", "Own epoch while one is held, else the last one seen.", s -> s.epoch()
                .value());
        each(
                "baton_guard_millis",
                "gauge",
                "Milliseconds that the guard stays open; -1 while shut.",
                MemberStatus::guardMillis);
        each(
                "baton_position",
                "gauge",
                "Next offset of the state's log: all below is applied.",
                MemberStatus::position);
        each("baton_lag_records", "gauge", "Records behind the end of the log; -1 where unknown.", MemberStatus::lag);
        each(
                "baton_recovery_millis",
                "gauge",
                "Predicted time of a takeover by the member now; 0 while promoted, -1 where unknown.",
                MemberStatus::recoveryMillis);
        standby();
        each("baton_committed_total", "counter", "Results committed by this process.", MemberStatus::committed);
        each("baton_ready", "gauge", "1 while the resource could be promoted.", s -> s.ready() ? 1 : 0);
        each("baton_eligible", "gauge", "1 while the member would ask for a grant.", s -> s.eligible() ? 1 : 0);
        each(
                "baton_store_connections",
                "gauge",
                "Connections to the store that are up.",
                MemberStatus::storeConnections);
        peers();
        head("baton_streams", "gauge", "Open streams of this process.");
        text.append("baton_streams ").append(clients).append('\n');
        head("baton_dropped_total", "counter", "Frames dropped for readers that were too slow.");
        text.append("baton_dropped_total ").append(dropped).append('\n');
        return text.toString();
    }

    private void roles() {
        head("baton_role", "gauge", "1 for the member's present role, 0 for each other.");
        for (MemberStatus status : statuses) {
            for (Role role : Role.values()) {
                sample("baton_role", status, ",role=\"" + role + '"', status.role() == role ? 1 : 0);
            }
        }
    }

    private void standby() {
        head(
                "baton_standby",
                "gauge",
                "1 for how much of the state the member holds while it waits, 0 for each other.");
        for (MemberStatus status : statuses) {
            for (StandbyKind.Type type : StandbyKind.Type.values()) {
                sample(
                        "baton_standby",
                        status,
                        ",kind=\"" + type + '"',
                        status.standby().type() == type ? 1 : 0);
            }
        }
    }

    private void peers() {
        head("baton_peer_verdict", "gauge", "1 for the present verdict on another member, 0 for each other.");
        for (MemberStatus status : statuses) {
            for (PeerView peer : status.peers()) {
                for (Verdict verdict : Verdict.values()) {
                    String labels = ",about=\"" + peer.about() + "\",verdict=\"" + verdict + '"';
                    sample("baton_peer_verdict", status, labels, peer.verdict() == verdict ? 1 : 0);
                }
            }
        }
        head("baton_peer_age_millis", "gauge", "Since another member was last heard; -1 where it never was.");
        for (MemberStatus status : statuses) {
            for (PeerView peer : status.peers()) {
                sample("baton_peer_age_millis", status, ",about=\"" + peer.about() + '"', peer.ageMillis());
            }
        }
    }

    private void each(String name, String type, String help, ToLongFunction<MemberStatus> value) {
        head(name, type, help);
        for (MemberStatus status : statuses) {
            sample(name, status, "", value.applyAsLong(status));
        }
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** Names are letters, digits, dots, dashes and underscores (dev.baton.model), so labels need no escapes. */
    private void sample(String name, MemberStatus status, String labels, long value) {
        text.append(name)
                .append("{group=\"")
                .append(status.group())
                .append("\",member=\"")
                .append(status.member())
                .append('"')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }
}
