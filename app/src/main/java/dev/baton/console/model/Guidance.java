package dev.baton.console.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What may be done about an alert, and what must not. Pure.
 *
 * @param safe what is safe to do, in the order to do it
 * @param unsafe what makes it worse
 */
public record Guidance(String safe, String unsafe) {
    public static Guidance of(Alert alert) {
        String who = alert.member() == null ? alert.subject() : alert.member().value();
        String group = alert.group() == null ? "the group" : alert.group().value();
        return switch (alert.kind()) {
            case STORE_LOST ->
                new Guidance(
                        "Look at the store's servers and at the way from here to them. The members go on by themselves.",
                        "Do not restart members because this console sees nothing: it says nothing about them.");
            case STORE_SILENT ->
                new Guidance(
                        "Look from another console, or run 'baton status'. Open this console again if they see more.",
                        "Do not act on what is shown here: it may be old.");
            case OWN_CLOCK ->
                new Guidance(
                        "Wait until everything was heard anew; put this machine's time service right.",
                        "Do not read ages and times of before the jump as true.");
            case AGENTS_LOST ->
                new Guidance(
                        "Check the network between this machine and the agents; look from another console.",
                        "Do not restart members before another vantage says that they are gone.");
            case TELEMETRY_LOST ->
                new Guidance(
                        "Look at the brokers and at the telemetry topic. Failover does not need it.",
                        "Do not take a gap in the timeline for a silent member.");
            case SPLIT_BRAIN ->
                new Guidance(
                        "Stop the process of the older epoch" + older(alert)
                                + ", or cut it off from callers and from the resource. Keep the evidence before it goes.",
                        "Do not switch over and do not restart the newer primary while both act.");
            case SPLIT_BRAIN_POSSIBLE ->
                new Guidance(
                        "Wait until the older guard has run out; then compare the writes of both epochs.",
                        "Do not take the older member back into service before it says STANDBY.");
            case STALE_PRIMARY ->
                new Guidance(
                        "Stop " + who + "'s process or cut it off from callers: the store has given its role away.",
                        "Do not route callers to " + who + ", and do not resume a paused process of it.");
            case FENCE_UNCONFIRMED ->
                new Guidance(
                        "Make sure by other means that " + who + " is off: its host, its power, its network.",
                        "Do not count on the fence, and do not reinstate " + who + " before it is confirmed.");
            case STORE_STALL ->
                new Guidance(
                        "Look at the store: an election, a full disk, a slow quorum. It ends by itself when renewals are answered.",
                        "Do not stop a primary or an elector meanwhile: a promise that ends, ends the service.");
            case SERVICE_DOWN ->
                new Guidance(
                        "Start service " + who + "'s process again, or its host; its members come back as standbys.",
                        "Do not stop another service meanwhile: the groups under this have fewer members left.");
            case NO_PRIMARY ->
                new Guidance(
                        "Read why each member of " + group
                                + " would not take over, and take away that reason; start a member that is down.",
                        "Do not edit the store by hand, and do not delete leases or epochs.");
            case QUORUM ->
                new Guidance(
                        "Bring back the members that are not heard, or this machine's way to them, one at a time.",
                        "Do not stop or update another member now.");
            case NO_STANDBY ->
                new Guidance(
                        "Bring one standby back to ready: its reason is in the evidence.",
                        "Do not stop or update the primary of " + group + ": nobody would take over.");
            case MEMBER_DOWN ->
                new Guidance(
                        "Start " + who + "'s process again if it crashed; look at its network if it is cut off.",
                        "Do not stop another member of " + group + " before it is back.");
            case FLAPPING ->
                new Guidance(
                        "Find what ends each epoch (its cause is in the evidence) before the next change; a longer cooldown stops the"
                                + " ping-pong.",
                        "Do not add switchovers on top.");
            case LAG ->
                new Guidance(
                        "Look at what slows " + who
                                + " down: its disk, its network, a burst of writes. It catches up by itself.",
                        "Do not switch over to " + who + ": it is not eligible until it has caught up.");
            case CLOCK_SKEW ->
                new Guidance(
                        "Put the time service of that host right. Leases do not depend on it.",
                        "Do not order events of that host by their times alone.");
            case CORRUPT ->
                new Guidance(
                        "Compare the node with docs/protocol.md, and repair it with its version.",
                        "Do not delete it: versions must only grow.");
        };
    }

    /** Who acts in the older epoch, where that is known. */
    private static String older(Alert alert) {
        List<String> stale = alert.under().stream()
                .filter(below -> below.kind() == Alert.Kind.STALE_PRIMARY && below.member() != null)
                .map(below -> String.valueOf(below.member()))
                .toList();
        return stale.isEmpty() ? "" : stale.stream().collect(Collectors.joining(", ", " (", ")"));
    }
}
