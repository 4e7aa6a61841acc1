package dev.baton.lab.service;

import dev.baton.kafka.StatefulConsumer;
import dev.baton.lab.workload.Topics;
import dev.baton.model.MemberId;

/** The service's resource: commands of a group in, balances out. */
final class BalanceConsumer {
    private BalanceConsumer() {}

    static StatefulConsumer<Balances> of(MemberId member, String kafka, Witness witness) {
        return StatefulConsumer.builder(new BalanceLogic())
                .member(member)
                .bootstrap(kafka)
                .inputTopic(Topics.commands(member.group()))
                .logTopic(Topics.log(member.group()))
                .acknowledged(witness::acknowledged)
                .build();
    }
}
