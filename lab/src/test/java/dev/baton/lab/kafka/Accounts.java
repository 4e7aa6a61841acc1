package dev.baton.lab.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.kafka.Processing;
import dev.baton.kafka.Step;
import dev.baton.state.State;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Balances by account. An amount is added to the account of the record's key, and the new balance goes to the topic of outputs. Some words in
 * the place of an amount make trouble.
 */
record Accounts(String outputs) implements Processing {
    @Override
    public Step process(State state, ConsumerRecord<byte[], byte[]> input) {
        String word = new String(input.value(), UTF_8);
        if (word.equals("nothing")) {
            return Step.nothing();
        } else if (word.equals("elsewhere")) {
            return Step.to()
                    .output("nobody-told-of-this", input.key(), input.value())
                    .done();
        } else if (word.startsWith("long ")) {
            return Step.to()
                    .put(input.key(), bytes(0))
                    .output(outputs, input.key(), new byte[Integer.parseInt(word.substring(5))])
                    .done();
        } else if (word.equals("deep")) {
            return deep(state, input);
        }
        long amount = Long.parseLong(word.strip());
        byte[] before = state.get(input.key());
        long balance = (before == null ? 0 : Long.parseLong(new String(before, UTF_8))) + amount;
        return Step.to()
                .put(input.key(), bytes(balance))
                .output(outputs, input.key(), bytes(balance))
                .done();
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Step deep(State state, ConsumerRecord<byte[], byte[]> input) {
        return deep(state, input);
    }
}
