package dev.fairgate.benchmarks.arena.report;

/// One picture as it is written: shapes in the order of calls, later ones above. Colours and fonts
/// come from classes, see [Colour]. Everything that a caller gives as text is escaped.
final class Svg {

    /// What a picture is to somebody who does not see it.
    ///
    /// @param id unique on the page
    /// @param title in some words
    /// @param description what is to be seen, with its numbers
    record Caption(String id, String title, String description) {}

    private final StringBuilder out = new StringBuilder();

    /// Of lengths across: nothing for user units, `%` of the width.
    private final String unit;

    private Svg(Caption caption, String size, String unit, String style) {
        this.unit = unit;
        out.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" %1$s role="img" \
                aria-labelledby="%2$s-t" aria-describedby="%2$s-d">%5$s
                <title id="%2$s-t">%3$s</title>
                <desc id="%2$s-d">%4$s</desc>
                """
                        .formatted(
                                size,
                                Markup.escaped(caption.id()),
                                Markup.escaped(caption.title()),
                                Markup.escaped(caption.description()),
                                style));
    }

    /// One that grows and shrinks with its place, text included.
    static Svg scaled(Caption caption, int width, int height) {
        return new Svg(caption, "viewBox=\"0 0 %s %s\"".formatted(width, height), "", "");
    }

    /// One as wide as its place whose text keeps its size: lengths across are in percent.
    static Svg fluid(Caption caption, int height) {
        return new Svg(caption, "width=\"100%%\" height=\"%s\"".formatted(height), "%", "");
    }

    /// One for a file of its own, which brings its colours.
    static Svg file(Caption caption, int width, int height) {
        return new Svg(
                caption,
                "viewBox=\"0 0 %1$s %2$s\" width=\"%1$s\" height=\"%2$s\"".formatted(width, height),
                "",
                "<style>" + Colour.pictureStyle() + "</style>");
    }

    Svg rectangle(String style, double x, double y, double width, double height) {
        out.append("<rect class=\"").append(style).append('"');
        across("x", x);
        down("y", y);
        across("width", Math.max(0, width));
        down("height", Math.max(0, height));
        return closed();
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(style).append('"');
        across("x1", x1);
        down("y1", y1);
        across("x2", x2);
        down("y2", y2);
        return closed();
    }

    Svg dot(String style, double x, double y, double radius) {
        out.append("<circle class=\"").append(style).append('"');
        across("cx", x);
        down("cy", y);
        down("r", radius);
        return closed();
    }

    /// @param data of `M`, `L` and their kin, made by the caller from numbers only
    Svg path(String style, CharSequence data) {
        if (!data.isEmpty()) {
            out.append("<path class=\"").append(style).append("\" d=\"").append(data).append('"');
            closed();
        }
        return this;
    }

    /// Text beginning at `x`, or ending there with the class `end`, or about it with `middle`.
    Svg text(String style, double x, double y, String text) {
        out.append("<text class=\"").append(style).append('"');
        across("x", x);
        down("y", y);
        out.append('>').append(Markup.escaped(text)).append("</text>\n");
        return this;
    }

    /// The whole picture.
    String end() {
        return out + "</svg>\n";
    }

    private void across(String name, double length) {
        out.append(' ').append(name).append("=\"").append(Markup.number(length));
        out.append(unit).append('"');
    }

    private void down(String name, double length) {
        out.append(' ').append(name).append("=\"").append(Markup.number(length)).append('"');
    }

    private Svg closed() {
        out.append("/>\n");
        return this;
    }
}
