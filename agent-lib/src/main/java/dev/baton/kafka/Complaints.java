package dev.baton.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was wrong and did not stop anything: counted, and the last of it told. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final int LOGGED = 10;

    private final String member;
    private final int logged;
    private long bad;
    private String lastBad = "";
    private long dead;
    private String lastDead = "";

    Complaints(Settings settings) {
        this.member = settings.member().value();
        this.logged = settings.rehearses() ? 0 : LOGGED;
    }

    /** A record of the changelog that broke a rule. */
    void add(String what) {
        bad++;
        lastBad = what;
        if (bad <= logged) {
            LOG.warn("{}: {}", member, what);
        }
    }

    void deadLetters(int more, String last) {
        dead += more;
        lastDead = last;
    }

    @Override
    public String toString() {
        String first = bad == 0 ? "" : bad + " bad changelog records, last: " + lastBad;
        String second = dead == 0 ? "" : dead + " dead letters, last: " + lastDead;
        return first.isEmpty() ? second : second.isEmpty() ? first : first + "; " + second;
    }
}
