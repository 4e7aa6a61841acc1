package dev.baton.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EpochFilterTest {
    private final EpochFilter filter = new EpochFilter();
    private long offset;

    private ConsumerRecord<byte[], byte[]> record(int partition, String kind, byte[] epoch) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("orders.log", partition, offset++, new byte[0], new byte[0]);
        record.headers().add("kind", kind.getBytes(UTF_8)).add("epoch", epoch);
        return record;
    }

    private static byte[] bytes(long epoch) {
        return ByteBuffer.allocate(Long.BYTES).putLong(epoch).array();
    }

    private boolean result(int partition, long epoch) {
        return filter.accept(record(partition, "result", bytes(epoch)));
    }

    private boolean marker(int partition, long epoch) {
        return filter.accept(record(partition, "marker", bytes(epoch)));
    }

    @Test
    void resultsOfTheTopEpochAndOfANewerOneAreAccepted() {
        assertTrue(result(0, 3));
        assertTrue(result(0, 3));
        assertTrue(result(0, 4));
        assertEquals(0, filter.stale());
    }

    @Test
    void aMarkerAloneEndsTheEpochsBeforeAndIsNoResult() {
        assertTrue(result(0, 3));
        assertFalse(marker(0, 4));
        assertFalse(result(0, 3));
        assertFalse(marker(0, 3));
        assertEquals(2, filter.stale());
        assertTrue(result(0, 4));
    }

    @Test
    void eachPartitionHasItsOwnTop() {
        assertTrue(result(0, 9));
        assertTrue(result(1, 2));
        assertFalse(result(0, 8));
        assertEquals(
                Map.of(
                        new TopicPartition("orders.log", 0),
                        new Epoch(9),
                        new TopicPartition("orders.log", 1),
                        new Epoch(2)),
                filter.tops());
    }

    @Test
    void anotherOneContinuesWhereThisOneStood() {
        assertTrue(result(0, 9));
        EpochFilter next = new EpochFilter(filter.tops());
        assertFalse(next.accept(record(0, "result", bytes(8))));
        assertEquals(1, next.stale());
    }

    @Test
    void aRecordWithoutAReadableEpochIsRefusedAndCountedApart() {
        assertFalse(filter.accept(new ConsumerRecord<>("orders.log", 0, 0, "k", "v")));
        assertFalse(filter.accept(record(0, "result", new byte[] {1, 2})));
        assertFalse(filter.accept(record(0, "result", bytes(-1))));
        assertEquals(3, filter.unmarked());
        assertEquals(0, filter.stale());
        assertEquals(Map.of(), filter.tops());
    }
}
