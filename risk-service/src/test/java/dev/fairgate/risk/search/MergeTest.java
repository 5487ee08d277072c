package dev.fairgate.risk.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.log.LogPosition;
import dev.fairgate.risk.log.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// One page of several nodes.
class MergeTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final SearchCursor START =
            SearchCursor.start(new TimeRange(Instant.EPOCH, NOON), "0123abcd");
    private static final String A = "aaaaaaaaaaaa";
    private static final String B = "bbbbbbbbbbbb";

    @Test
    void takesTheLatestOfAllAndGoesOnAfterTheLastOneTakenOfEach() {
        NodePage a = page(A, List.of(9, 6, 5), 1, true);
        NodePage b = page(B, List.of(8, 7, 2), 0, true);

        Merge.Page page = new Merge(List.of(a, b), 4).after(START);

        assertThat(times(page)).containsExactly(9, 8, 7, 6);
        assertThat(page.next().before()).isEqualTo(Map.of(A, place(6), B, place(7)));
        assertThat(page.more()).isTrue();
        assertThat(page.isPartial()).isFalse();
    }

    @Test
    void goesOnAtTheBeginningOfANodeOfWhichNothingWasTaken() {
        NodePage a = page(A, List.of(9, 8), 1, true);
        NodePage b = page(B, List.of(3), 1, false);

        Merge.Page page = new Merge(List.of(a, b), 2).after(START);

        assertThat(times(page)).containsExactly(9, 8);
        assertThat(page.next().before()).isEqualTo(Map.of(A, place(1), B, place(99)));
        assertThat(page.more()).isTrue();
    }

    @Test
    void waitsForANodeThatHasMoreThanItShowed() {
        NodePage slow =
                new NodePage(
                        A,
                        Optional.of(place(99)),
                        List.of(),
                        Optional.of(place(40)),
                        true,
                        true,
                        Set.of());
        NodePage b = page(B, List.of(8, 7), 1, false);

        Merge.Page page = new Merge(List.of(slow, b), 10).after(START);

        assertThat(page.items()).isEmpty(); // what it did not show may be later
        assertThat(page.isPartial()).isTrue();
        assertThat(page.next().before()).isEqualTo(Map.of(A, place(40), B, place(99)));
    }

    @Test
    void endsWithAllNodesAndForgetsNoneThatDidNotAnswer() {
        SearchCursor before = START.with(Map.of("cccccccccccc", place(17)));

        Merge.Page page =
                new Merge(
                                List.of(
                                        page(A, List.of(2, 1), 0, false),
                                        page(B, List.of(), 0, false)),
                                10)
                        .after(before);

        assertThat(times(page)).containsExactly(2, 1);
        assertThat(page.more()).isFalse();
        assertThat(page.next().before())
                .isEqualTo(Map.of(A, place(0), B, place(0), "cccccccccccc", place(17)));
        assertThat(new Merge(List.of(), 10).after(START).more()).isFalse();
    }

    @Test
    void keepsTheOrderOfANodeWhoseClocksDisagree() {
        Merge.Page page =
                new Merge(
                                List.of(
                                        page(A, List.of(5, 9, 1), 0, false),
                                        page(B, List.of(6), 0, false)),
                                10)
                        .after(START);

        assertThat(times(page)).containsExactly(6, 5, 9, 1);
    }

    @Test
    void readsAPageThatANodeWrote() {
        NodePage page = page(A, List.of(5, 4), 3, true);

        NodePage read =
                NodePageJson.read(NodePageJson.write(page).getBytes(StandardCharsets.UTF_8), A);

        assertThat(read).isEqualTo(page);
    }

    private static NodePage page(String node, List<Integer> times, int next, boolean more) {
        return new NodePage(
                node,
                Optional.of(place(99)),
                times.stream().map(MergeTest::item).toList(),
                Optional.of(place(next)),
                more,
                false,
                Set.of());
    }

    private static NodePage.Item item(int time) {
        Instant at = NOON.plusSeconds(time);
        return new NodePage.Item(
                place(time),
                at,
                JsonMapper.shared().createObjectNode().put("decidedAt", at.toString()));
    }

    private static LogPosition place(int offset) {
        return LogPosition.parse("20261122T160000Z-000001." + offset).orElseThrow();
    }

    private static List<Integer> times(Merge.Page page) {
        return page.items().stream()
                .map(item -> (int) (item.at().getEpochSecond() - NOON.getEpochSecond()))
                .toList();
    }
}
