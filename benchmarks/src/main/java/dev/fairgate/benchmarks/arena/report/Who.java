package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import java.util.List;
import java.util.function.ToIntFunction;

/// The two sides of a crowd, and how answers to each are drawn: in the one hue of that side.
enum Who {
    PEOPLE("simulated people", Colour.PEOPLE, Colour.PEOPLE_SOFT),
    BOTS("bots", Colour.BOTS, Colour.BOTS_SOFT);

    /// One kind of answer.
    ///
    /// @param name in the legend
    /// @param colour of its part of a bar
    /// @param count how many there were
    record Kind(String name, Colour colour, ToIntFunction<Answers> count) {}

    private final String title;
    private final Colour full;
    private final Colour soft;

    Who(String title, Colour full, Colour soft) {
        this.title = title;
        this.full = full;
        this.soft = soft;
    }

    String title() {
        return title;
    }

    Answers answers(Moment moment) {
        return switch (this) {
            case PEOPLE -> moment.people();
            case BOTS -> moment.bots();
        };
    }

    /// From the bottom of a bar up. Every answer is of exactly one of these.
    List<Kind> kinds() {
        return List.of(
                new Kind("let through to an order", full, Answers::units),
                new Kind("challenged", soft, Answers::challenged),
                new Kind("refused", Colour.REFUSED, Answers::refused),
                new Kind("sold out, not open", Colour.LEFT, Answers::unavailable),
                new Kind("fault, no answer", Colour.FAILED, Answers::failed));
    }
}
