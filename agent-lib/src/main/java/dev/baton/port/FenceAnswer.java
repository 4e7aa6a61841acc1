package dev.baton.port;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What came of asking one device to fence one member. Text in it is for people, at most some hundred characters, and holds no secret. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FenceAnswer.Off.class, name = "off"),
    @JsonSubTypes.Type(value = FenceAnswer.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = FenceAnswer.Unknown.class, name = "unknown")
})
public sealed interface FenceAnswer {
    /** In one sentence. */
    String words();

    /**
     * The member is off.
     *
     * @param said what the device said of it
     * @param readBack whether the device was asked again after the "off" and said that it is off; false where it can not be asked
     */
    record Off(String said, boolean readBack) implements FenceAnswer {
        @Override
        public String words() {
            return "off: " + said + (readBack ? "" : " (not read back)");
        }
    }

    /** The device answered, and what it answered is not "off". The member must be taken to act. */
    record Failed(String expected, String actual, String next) implements FenceAnswer {
        @Override
        public String words() {
            return "failed: expected " + expected + ", found " + actual + "; " + next;
        }
    }

    /** No answer within the deadline, or none that tells. The member may be off or on: this never means that it is off. */
    record Unknown(String expected, String actual, String next) implements FenceAnswer {
        @Override
        public String words() {
            return "unknown: expected " + expected + ", found " + actual + "; " + next;
        }
    }
}
