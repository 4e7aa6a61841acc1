package dev.baton.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;
import org.junit.jupiter.api.Test;

class WalkRoundTest {
    private final List<String> told = new ArrayList<>();
    private final WalkRound round = new WalkRound(() -> told.add("complete"), code -> told.add("failed " + code));

    /** The starter may be stopped between its requests for longer than the answers take. */
    @Test
    void answersBeforeTheNextRequestDoNotCompleteIt() {
        round.asking(2);
        round.answered(Code.OK);
        round.answered(Code.OK);
        assertEquals(List.of(), told);
        round.asking(1);
        round.asked();
        assertEquals(List.of(), told);
        round.answered(Code.NONODE);
        assertEquals(List.of("complete"), told);
    }

    @Test
    void aFailureIsToldOnceAndNeverCompletes() {
        round.asking(3);
        round.asked();
        round.answered(Code.CONNECTIONLOSS);
        round.answered(Code.CONNECTIONLOSS);
        round.answered(Code.OK);
        assertEquals(List.of("failed CONNECTIONLOSS"), told);
    }

    /** Else a reader without rights would take a full store for an empty one. */
    @Test
    void aRootThatMayNotBeReadIsNoEmptyOne() {
        round.asking(2);
        round.denied();
        round.answered(Code.NOAUTH);
        round.answered(Code.NOAUTH);
        round.asked();
        assertEquals(List.of("failed NOAUTH"), told);
    }
}
