package dev.baton.console.model;

import dev.baton.model.Reach;

/**
 * One row of who sees whom.
 *
 * @param vantage a member's id, or one of the names of {@link Vantages}
 * @param ageMillis of what it goes by; -1 where that is not known
 * @param brief for a narrow column beside the age
 * @param says the whole of it
 */
public record Sighting(String vantage, Reach reach, long ageMillis, Phrase brief, Phrase says) {
    Sighting(String vantage, Reach reach, long ageMillis, Phrase says) {
        this(vantage, reach, ageMillis, says, says);
    }
}
