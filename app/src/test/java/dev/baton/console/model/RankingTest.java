package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.console.theme.Face;
import dev.baton.console.theme.Succession;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One order of succession for the whole screen. */
final class RankingTest {
    private final AlertStory story = new AlertStory();

    private GroupView group(UnaryOperator<MemberStatus> b, UnaryOperator<MemberStatus> c) {
        story.founded();
        story.beats(A, Role.PRIMARY, 6, 1_000, 2_000, UnaryOperator.identity());
        story.beats(B, Role.STANDBY, 6, 1_000, 2_000, b);
        story.beats(C, Role.STANDBY, 6, 1_000, 2_000, c);
        return Objects.requireNonNull(story.view().groups().get(ORDERS));
    }

    private static String words(GroupView group, MemberId id) {
        MemberView member = Objects.requireNonNull(group.members().get(id));
        return Succession.words(group, member, Objects.requireNonNull(member.status()), 2_010);
    }

    @Test
    void twoThatBothCallThemselvesTheFirstHaveOnePlaceEach() {
        GroupView group = group(UnaryOperator.identity(), UnaryOperator.identity());
        assertEquals(List.of(B, C), Ranking.of(group, 2_010));
        assertEquals("would succeed: rank 1", words(group, B));
        assertEquals("would succeed: rank 2 (says rank 1 itself)", words(group, C));
        MemberView c = Objects.requireNonNull(group.members().get(C));
        assertEquals(
                "ready · rank 2, says 1", Face.of(story.view(), group, c, 2_010).detail());
    }

    @Test
    void theOneThatIsLessFarBehindGoesFirst() {
        GroupView group = group(s -> AlertStory.lagging(s, 12), UnaryOperator.identity());
        assertEquals(List.of(C, B), Ranking.of(group, 2_010));
        assertEquals("would succeed: rank 1", words(group, C));
    }

    @Test
    void whereALagIsNotKnownThePositionDecidesAsInAnElection() {
        GroupView group = group(s -> AlertStory.lagging(s, -1), s -> AlertStory.lagging(s, 5));
        assertEquals(List.of(B, C), Ranking.of(group, 2_010), "both are at 1 000, and b comes before c");
    }

    @Test
    void oneThatIsNotHeardHasNoPlaceAndItsLastWordStands() {
        GroupView group = group(UnaryOperator.identity(), UnaryOperator.identity());
        assertEquals(0, Ranking.of(group, B, 60_000));
        assertEquals(List.of(), Ranking.of(group, 60_000));
    }
}
