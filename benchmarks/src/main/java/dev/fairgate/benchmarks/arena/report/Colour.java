package dev.fairgate.benchmarks.arena.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is drawn with which colour, on light paper and on dark. Blue and orange are told apart by
/// all common kinds of colour blindness, and differ in lightness from the greys beside them.
enum Colour {
    PAPER("#fcfbf8", "#15181b"),
    INK("#1e242a", "#e9e6df"),
    SOFT("#5a636d", "#a0a9b2"),
    GRID("#e4e1d9", "#2d3338"),
    PEOPLE("#1f6fae", "#5eaeea"),
    PEOPLE_SOFT("#9cc4e4", "#2c5f88"),
    PEOPLE_TEXT("#185a8e", "#86c3f0"),
    BOTS("#d9741a", "#ee9c4e"),
    BOTS_SOFT("#f3c79b", "#855325"),
    BOTS_TEXT("#9c4f0c", "#f3b377"),
    LEFT("#d6d3cb", "#3d444b"),
    REFUSED("#39424b", "#cfd4d8"),
    FAILED("#b3267a", "#f07cc0");

    /// For shapes and text of every picture, beside the fill that each colour's class sets.
    private static final String SHAPES =
            """
            text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;\
            font-variant-numeric:tabular-nums}
            .small{font-size:12px}.large{font-size:17px}.huge{font-size:44px;letter-spacing:-1px}
            .bold{font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}
            .dashed{stroke-dasharray:3 3}.whisker{stroke-width:2;stroke-linecap:round}
            """;

    private final String light;
    private final String dark;

    Colour(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /// Its class.
    String style() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// For a page, which follows what its reader likes: a variable for each colour, and the
    /// classes.
    static String pageStyle() {
        return (":root{color-scheme:light dark;%s}\n"
                        + "@media (prefers-color-scheme:dark){:root{%s}}\n%s")
                .formatted(
                        each(it -> "--%s:%s;".formatted(it.style(), it.light)),
                        each(it -> "--%s:%s;".formatted(it.style(), it.dark)),
                        rules(it -> "var(--%s)".formatted(it.style())));
    }

    /// For a picture in a file of its own, always on light paper; not every viewer of such files
    /// knows variables.
    static String pictureStyle() {
        return rules(it -> it.light);
    }

    private static String rules(Function<Colour, String> value) {
        return SHAPES
                + each(
                        it ->
                                ".%1$s{fill:%2$s}.%1$s-line{stroke:%2$s;fill:none}\n"
                                        .formatted(it.style(), value.apply(it)));
    }

    private static String each(Function<Colour, String> text) {
        return Arrays.stream(values()).map(text).collect(Collectors.joining());
    }
}
