package dev.baton.zookeeper;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.StoreLayout;
import java.util.List;

/** Every kind of node of the layout, parents first. */
final class SampleLayout {
    static final GroupId ORDERS = new GroupId("orders");
    static final MemberId A = new MemberId("orders-a");

    /** Made by admins, by agents, by operators: each at its place in the order. */
    record Made(String path, String by, boolean ephemeral) {}

    static final List<Made> NODES = List.of(
            new Made(StoreLayout.OPERATORS, "admin", false),
            new Made(StoreLayout.operator("0123456789abcdef0123456789abcdef"), "admin", false),
            new Made(StoreLayout.AUDIT, "admin", false),
            new Made(StoreLayout.AUDIT + "/0000000001", "admin", false),
            new Made(StoreLayout.group(ORDERS), "agent-a", false),
            new Made(StoreLayout.policy(ORDERS), "agent-a", false),
            new Made(StoreLayout.leadership(ORDERS), "agent-a", false),
            new Made(StoreLayout.lease(ORDERS), "agent-a", false),
            new Made(StoreLayout.members(ORDERS), "agent-a", false),
            new Made(StoreLayout.member(A), "agent-c", false),
            new Made(StoreLayout.lives(ORDERS), "agent-a", false),
            new Made(StoreLayout.live(A), "agent-a", true),
            new Made(StoreLayout.epochs(ORDERS), "agent-a", false),
            new Made(StoreLayout.epoch(ORDERS, new Epoch(1)), "agent-b", false),
            new Made(StoreLayout.activation(ORDERS, new Epoch(1)), "agent-b", false),
            new Made(StoreLayout.actions(ORDERS), "agent-a", false),
            new Made(StoreLayout.action(ORDERS, "act-1"), "operator", false),
            new Made(StoreLayout.abort(ORDERS, "act-1"), "operator", false),
            new Made(StoreLayout.approval(ORDERS, "act-1"), "operator", false),
            new Made(StoreLayout.openAction(ORDERS), "agent-a", false),
            new Made(StoreLayout.acknowledged(ORDERS), "agent-a", false),
            new Made(StoreLayout.alerts(ORDERS), "agent-a", false),
            new Made(StoreLayout.audit(ORDERS), "agent-a", false),
            new Made(StoreLayout.audit(ORDERS) + "/0000000001", "agent-a", false),
            new Made("/groups/orders/scratch", "agent-a", false));

    private SampleLayout() {}
}
