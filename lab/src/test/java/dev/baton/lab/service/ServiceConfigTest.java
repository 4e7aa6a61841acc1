package dev.baton.lab.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.baton.model.Json;
import dev.baton.model.ServiceId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServiceConfigTest {
    @Test
    void aConfigurationOfALabThatHadNoFencingIsStillRead() throws Exception {
        String json = """
                {"service": "a", "store": "s:1/baton", "kafka": "k:1", "host": "127.0.0.1", "link": 1, "advertise": "127.0.0.1:1",
                 "routes": {}, "members": [], "acks": "acks"}
                """;
        ServiceConfig config = Json.read(json.getBytes(StandardCharsets.UTF_8), ServiceConfig.class, "a test");
        assertEquals(new ServiceId("a"), config.service());
        assertNull(config.fencing());
    }
}
