package dev.baton.console.model;

import dev.baton.model.Verdict;
import java.util.List;

/**
 * A verdict on a member with the evidence behind it.
 *
 * @param says one sentence for a person
 */
public record Judgement(Verdict verdict, Phrase says, List<Sighting> evidence) {
    public Judgement {
        evidence = List.copyOf(evidence);
    }
}
