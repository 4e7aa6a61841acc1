package dev.baton.lab.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.kafka.Logic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Balances by account in a mutable map: an input adds its amount, the result is the new balance. */
final class Balances implements Logic<Map<String, Long>> {
    @Override
    public Map<String, Long> initial() {
        return new HashMap<>();
    }

    @Override
    public Result decide(Map<String, Long> state, ConsumerRecord<byte[], byte[]> input) {
        String account = new String(input.key(), UTF_8);
        long amount = Long.parseLong(new String(input.value(), UTF_8));
        long balance = state.getOrDefault(account, 0L) + amount;
        return new Result(input.key(), Long.toString(balance).getBytes(UTF_8));
    }

    @Override
    public Map<String, Long> evolve(Map<String, Long> state, byte @Nullable [] key, byte @Nullable [] value) {
        state.put(
                new String(Objects.requireNonNull(key), UTF_8),
                Long.parseLong(new String(Objects.requireNonNull(value), UTF_8)));
        return state;
    }
}
