package dev.baton.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** A number that an older writer leaves out, and what it counts as then. */
abstract class Absent extends StdDeserializer<Long> {
    private static final long serialVersionUID = 1L;

    private final long instead;

    private Absent(long instead) {
        super(long.class);
        this.instead = instead;
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return context.readValue(parser, long.class);
    }

    @Override
    public Long getNullValue(DeserializationContext context) {
        return instead;
    }

    /** {@link Policy#maxRecoveryMillis}. */
    static final class MaxRecovery extends Absent {
        private static final long serialVersionUID = 1L;

        MaxRecovery() {
            super(Policy.MAX_RECOVERY_MILLIS);
        }
    }
}
