package dev.fairgate.benchmarks.arena.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.arena.motion.Trace.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageRecorderTest {

    private static final Page.Button BUY = new Page.Button(900, 400, 300, 54);

    private static PageRecorder recorder(double readyMs, double awayFrom, double awayUntil) {
        return new PageRecorder(
                new Page(1200, 640, BUY, 800, readyMs, awayFrom, awayUntil), 60_000);
    }

    /// Without the focus that the page has when it is ready.
    private static List<Event> hands(PageRecorder recorder) {
        return recorder.trace().events().stream().filter(it -> it.kind() != 'f').toList();
    }

    @Test
    void keepsMovesSixteenMsApart() {
        PageRecorder recorder = recorder(0, 0, 0);
        recorder.move(100, 1, 1);
        recorder.move(115.4, 2, 2);
        recorder.move(115.6, 3, 3);
        recorder.move(131.4, 4, 4);

        assertThat(hands(recorder))
                .containsExactly(new Event(100, 'm', 1, 1), new Event(116, 'm', 3, 3));
    }

    @Test
    void thinsEachKindByItselfAndPressesNever() {
        PageRecorder recorder = recorder(0, 0, 0);
        recorder.move(100, 1, 1);
        recorder.scroll(101, 40);
        recorder.down(102, 1, 1);
        recorder.up(103, 1, 1);
        recorder.key(104);
        recorder.key(105);
        recorder.touch(106, 5, 5);
        recorder.touch(107, 5, 5);
        recorder.drag(108, 6, 6);

        assertThat(hands(recorder))
                .extracting(Event::at)
                .containsExactly(100, 101, 102, 103, 104, 105, 106, 107, 108);
    }

    @Test
    void whatDoesNotMoveIsNoMove() {
        PageRecorder recorder = recorder(0, 0, 0);
        recorder.move(100, 7, 7);
        recorder.move(200, 7.4, 6.6);
        recorder.scroll(300, 40);
        recorder.scroll(400, 40);

        assertThat(hands(recorder)).extracting(Event::at).containsExactly(100, 300);
    }

    @Test
    void keepsTheFirstAndTheMostRecentEvents() {
        PageRecorder recorder = recorder(0, 0, 0);
        for (int i = 1; i <= 1000; i++) {
            recorder.move(20 * i, i, 0);
        }

        List<Event> events = recorder.trace().events();
        assertThat(events).hasSize(512);
        assertThat(events.getFirst().kind()).isEqualTo('f');
        assertThat(events.get(63).x()).isEqualTo(63);
        assertThat(events.get(64).x()).isEqualTo(1000 - 448 + 1);
        assertThat(events.getLast().x()).isEqualTo(1000);
    }

    @Test
    void bringsEventsIntoTheOrderOfTime() {
        PageRecorder recorder = recorder(0, 0, 0);
        recorder.up(300, 1, 1);
        recorder.down(200, 1, 1);
        recorder.move(100, 1, 1);

        assertThat(hands(recorder)).extracting(Event::kind).containsExactly('m', 'd', 'u');
    }

    @Test
    void seesNothingBeforeItIsReadyNorWhileItIsHidden() {
        PageRecorder recorder = recorder(150, 1000, 2000);
        recorder.key(149);
        recorder.key(500);
        recorder.key(1500);
        recorder.key(2500);
        recorder.key(60_001);

        assertThat(recorder.trace().events())
                .containsExactly(
                        new Event(150, 'f', 0, 0),
                        new Event(500, 'k', 0, 0),
                        new Event(1000, 'v', 0, 0),
                        new Event(2000, 'v', 1, 0),
                        new Event(2000, 'f', 0, 0),
                        new Event(2500, 'k', 0, 0));
    }
}
