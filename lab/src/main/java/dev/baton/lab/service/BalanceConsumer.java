package dev.baton.lab.service;

import dev.baton.kafka.StatefulConsumer;
import dev.baton.lab.workload.Topics;
import dev.baton.model.MemberId;
import dev.baton.secure.Security;

/** The service's resource: commands of a group in, balances out. */
final class BalanceConsumer {
    private BalanceConsumer() {}

    static StatefulConsumer<Balances> of(MemberId member, String kafka, Security security, Witness witness) {
        return StatefulConsumer.builder(new BalanceLogic())
                .member(member)
                .bootstrap(kafka)
                .security(security)
                .inputTopic(Topics.commands(member.group()))
                .logTopic(Topics.log(member.group()))
                .acknowledged(witness::acknowledged)
                .build();
    }
}
