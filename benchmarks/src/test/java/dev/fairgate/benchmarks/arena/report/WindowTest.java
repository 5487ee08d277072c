package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Answers ORDER = new Answers(1, 0, 0, 0, 0);
    private static final Answers SOLD_OUT = new Answers(0, 0, 0, 1, 0);
    private static final Answers FAULT = new Answers(0, 0, 0, 0, 1);

    @Test
    void endsSoonAfterTheLastAnswerThatIsNotSoldOut() {
        Window window =
                window(
                        new Moment(0, ORDER, ORDER),
                        new Moment(10_000, ORDER, SOLD_OUT),
                        new Moment(50_000, SOLD_OUT, SOLD_OUT));
        assertThat(window.fromMs()).isZero();
        assertThat(window.toMs()).isBetween(10_250, 11_500);
    }

    @Test
    void neverHidesAFault() {
        Window window = window(new Moment(0, ORDER, ORDER), new Moment(50_000, FAULT, SOLD_OUT));
        assertThat(window.toMs()).isGreaterThan(50_250);
    }

    @Test
    void knocksBeforeTheOpeningTakeNoMoreThanAFifth() {
        Window window =
                window(new Moment(-60_000, SOLD_OUT, SOLD_OUT), new Moment(20_000, ORDER, ORDER));
        assertThat(window.fromMs()).isBetween(-window.toMs() / 4 - window.stepMs(), -4_000);
    }

    @Test
    void everyAnswerWithinIsInOneBarAndBarsAreFew() {
        Moment[] minute =
                IntStream.range(-8, 240)
                        .mapToObj(i -> new Moment(i * Moment.STEP_MS, ORDER, SOLD_OUT))
                        .toArray(Moment[]::new);
        Window window = window(minute);
        List<Answers> bars = window.bars(List.of(minute), Who.PEOPLE);
        assertThat(bars).hasSizeBetween(20, 85);
        assertThat(bars.stream().mapToInt(Answers::units).sum()).isEqualTo(248);
        assertThat(window.bars(List.of(minute), Who.BOTS).stream().mapToInt(Answers::total).sum())
                .isEqualTo(248);
    }

    @Test
    void isTwoSecondsWhereNothingHappened() {
        assertThat(window()).isEqualTo(new Window(0, 2_000, 250));
    }

    private static Window window(Moment... moments) {
        Play play =
                new Play(
                        10,
                        OptionalLong.empty(),
                        List.of(),
                        List.of(),
                        List.of(moments),
                        new Latency(0, 0, 0, 0));
        return Window.of(
                Findings.of(new Contest("any", 1, "recorded", Samples.RENTED.at(), play, play)));
    }
}
