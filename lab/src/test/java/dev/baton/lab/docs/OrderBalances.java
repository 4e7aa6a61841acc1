package dev.baton.lab.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.kafka.Logic;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

// snippet: logic
/** Adds each command's amount to its account; the result is the account's new balance. */
final class OrderBalances implements Logic<Map<String, Long>> {
    @Override
    public Map<String, Long> initial() {
        return new HashMap<>();
    }

    @Override
    public Result decide(Map<String, Long> balances, ConsumerRecord<byte[], byte[]> command) {
        long amount = Long.parseLong(new String(command.value(), UTF_8));
        long balance = balances.getOrDefault(new String(command.key(), UTF_8), 0L) + amount;
        return new Result(command.key(), ByteBuffer.allocate(8).putLong(balance).array());
    }

    @Override
    public Map<String, Long> evolve(Map<String, Long> balances, byte @Nullable [] key, byte @Nullable [] value) {
        if (key != null && value != null) {
            balances.put(new String(key, UTF_8), ByteBuffer.wrap(value).getLong());
        }
        return balances;
    }
}
// end
