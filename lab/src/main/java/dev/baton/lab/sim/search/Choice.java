package dev.baton.lab.sim.search;

/** One way in which a world goes on. {@code index}: the member or the message that it is about. */
record Choice(Kind kind, int index) {
    enum Kind {
        /** No (further) fault at this instant. */
        PROCEED,
        CRASH,
        RESTART,
        PAUSE,
        /** A pause before its last requests have left the process. */
        PAUSE_HOLDING,
        RESUME,
        /** A resumed process whose timer comes before its mail. */
        RESUME_TIMER_FIRST,
        STALL,
        END_STALL,
        DEAF,
        END_DEAF,
        MUTE,
        END_MUTE,
        SWITCHOVER,
        /** A message that is due arrives. */
        DELIVER,
        /** An answer is lost. */
        LOSE,
        /** A new answer or watch arrives at once. */
        NOW,
        /** It arrives with the next tick. */
        LATER,
        /** The store or the log carries out a request. */
        APPLY,
        /** They do so with the next tick. */
        DEFER,
        /** A request gets no answer; it is carried out at any time, or never. */
        ORPHAN,
        /** Time goes on to the next tick. */
        ADVANCE;

        /** Whether it is a fault, or the end of one: those touch nothing but what they befall. */
        boolean fault() {
            return switch (this) {
                case CRASH,
                        RESTART,
                        PAUSE,
                        PAUSE_HOLDING,
                        RESUME,
                        RESUME_TIMER_FIRST,
                        STALL,
                        END_STALL,
                        DEAF,
                        END_DEAF,
                        MUTE,
                        END_MUTE -> true;
                case PROCEED, SWITCHOVER, DELIVER, LOSE, NOW, LATER, APPLY, DEFER, ORPHAN, ADVANCE -> false;
            };
        }
    }
}
