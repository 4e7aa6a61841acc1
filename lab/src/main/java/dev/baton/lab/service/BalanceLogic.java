package dev.baton.lab.service;

import dev.baton.kafka.Logic;
import dev.baton.lab.workload.Command;
import dev.baton.model.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Adds each command's amount to its account; the result is the account's new balance. */
final class BalanceLogic implements Logic<Balances> {
    @Override
    public Balances initial() {
        return Balances.NONE;
    }

    @Override
    public Result decide(Balances state, ConsumerRecord<byte[], byte[]> input) throws Exception {
        Command command = Json.read(input.value(), Command.class, input.topic() + " offset " + input.offset());
        long balance = Math.addExact(state.of(command.account()), command.amount());
        return new Result(input.key(), Json.bytes(new Balance(command.n(), command.account(), balance)));
    }

    @Override
    public Balances evolve(Balances state, byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            return state;
        }
        try {
            Balance result = Json.read(value, Balance.class, "result");
            return state.with(result.account(), result.balance());
        } catch (Json.MalformedException foreign) {
            throw new IllegalStateException("the log holds a result that this service never wrote", foreign);
        }
    }

    @Override
    public boolean immutable() {
        return true;
    }
}
