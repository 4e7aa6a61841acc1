package dev.baton.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Event;
import dev.baton.model.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is read is either a record in which nothing lacks that must be there, or refused in a sentence of bounded length. */
class DocumentsFuzzTest {
    private static final int LONGEST_MESSAGE = 1_000;

    private record Sample(Class<?> type, Documents documents) {}

    @Test
    void aDocumentOfTheStoreOrAWireIsReadWholeOrRefused() {
        List<Sample> samples = new ArrayList<>();
        Samples.stored().forEach(each -> samples.add(new Sample(each.getClass(), Documents.of(each))));
        Samples.events().forEach(each -> samples.add(new Sample(Event.class, Documents.of(each))));
        samples.add(new Sample(dev.baton.model.MemberStatus.class, Documents.of(Samples.status())));
        int[] read = new int[1];
        Fuzz.run("documents", 350, (random, input) -> {
            Sample sample = samples.get(random.nextInt(samples.size()));
            byte[] data = input.reads(
                    sample.type().getSimpleName(), sample.documents().broken(random));
            try {
                Object value = Json.read(data, sample.type(), "/x");
                read[0]++;
                assertEquals(List.of(), Holes.of(value));
                Object again = Json.read(Json.bytes(value), sample.type(), "/x");
                assertEquals(value, again);
                assertTrue(value.toString().length() < 200 + 8 * data.length);
            } catch (Json.MalformedException refused) {
                String message = String.valueOf(refused.getMessage());
                assertTrue(message.startsWith("/x: ") || message.startsWith("expected"), message);
                assertTrue(message.length() <= LONGEST_MESSAGE, () -> message.length() + " characters");
            }
        });
        assertTrue(read[0] > 100, "hardly anything was read: the generator breaks too much");
    }
}
