package dev.baton.console.connect;

import dev.baton.model.Refusal;
import java.util.List;

/** What became of the asking for an action. */
public sealed interface Submission {
    /** The store holds the request. */
    record Accepted(String id, long zxid) implements Submission {}

    /** Nothing was changed. */
    record Refused(List<Refusal> rules) implements Submission {
        public Refused {
            rules = List.copyOf(rules);
        }
    }

    /** The store did not answer in time: the request may stand there, or may yet. Look for this id. */
    record Unknown(String id, String detail) implements Submission {}
}
