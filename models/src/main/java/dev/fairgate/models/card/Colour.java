package dev.fairgate.models.card;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is drawn with which colour, on light paper and on dark. Blue and orange are told apart by
/// all common kinds of colour blindness.
enum Colour {
    PAPER("#fcfbf8", "#15181b"),
    INK("#1e242a", "#e9e6df"),
    SOFT("#5a636d", "#a0a9b2"),
    GRID("#e4e1d9", "#2d3338"),
    PEOPLE("#1f6fae", "#5eaeea"),
    BOTS("#d9741a", "#ee9c4e"),
    WARN("#a3195b", "#f07cc0");

    private final String light;
    private final String dark;

    Colour(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /// For a picture, on light paper.
    Color awt() {
        return Color.decode(light);
    }

    /// As the pictures' writer puts it into a style.
    String written() {
        Color colour = awt();
        return "rgb(%d,%d,%d)".formatted(colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    /// As the page knows it, whatever its reader likes.
    String variable() {
        return "var(--" + style() + ")";
    }

    private String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String pageStyle() {
        return ":root{color-scheme:light dark;%s}\n@media (prefers-color-scheme:dark){:root{%s}}\n"
                .formatted(each(it -> it.light), each(it -> it.dark));
    }

    private static String each(Function<Colour, String> value) {
        return Arrays.stream(values())
                .map(it -> "--%s:%s;".formatted(it.style(), value.apply(it)))
                .collect(Collectors.joining());
    }
}
