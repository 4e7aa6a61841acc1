package dev.baton.lab.sim;

import dev.baton.model.GroupId;
import dev.baton.model.StoreLayout;

/** The fixed paths of the group, made once. */
final class Paths {
    final String group;
    final String policy;
    final String lease;
    final String leadership;
    final String members;
    final String lives;
    final String epochs;
    final String actions;
    final String acknowledged;
    final String openAction;

    Paths(GroupId g) {
        group = StoreLayout.group(g);
        policy = StoreLayout.policy(g);
        lease = StoreLayout.lease(g);
        leadership = StoreLayout.leadership(g);
        members = StoreLayout.members(g);
        lives = StoreLayout.lives(g);
        epochs = StoreLayout.epochs(g);
        actions = StoreLayout.actions(g);
        acknowledged = StoreLayout.acknowledged(g);
        openAction = StoreLayout.openAction(g);
    }
}
