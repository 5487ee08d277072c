package dev.fairgate.models.card;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A page that is well-formed XML as well, as it is written. What callers give as text is escaped.
final class Page {

    private static final String STYLE =
            """
            *{box-sizing:border-box}
            html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;
            font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
            body{margin:0 auto;max-width:980px;padding:48px 28px 72px}
            h1{font:600 clamp(1.6rem,4.4vw,2.4rem)/1.22 "Iowan Old Style",Charter,
            "Palatino Linotype",Palatino,Georgia,"Liberation Serif",serif;margin:.25em 0 .5em;letter-spacing:-.01em;
            text-wrap:balance}
            h2{font:600 1.06rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",
            sans-serif;margin:2.6em 0 .2em}
            p,li{max-width:68ch}p{margin:.4em 0 1em}ul{padding-left:1.2em}
            .soft,figcaption,caption{color:var(--soft)}
            .above{margin:0;color:var(--soft);letter-spacing:.02em;overflow-wrap:anywhere}
            .finding{border-left:3px solid var(--warn);padding-left:14px}
            .finding strong{color:var(--warn)}
            svg{display:block;width:100%;height:auto}
            figure{margin:14px 0 8px;min-width:0}
            figcaption{font-size:.88rem;margin-top:8px}
            .pair{display:grid;gap:26px 36px;
            grid-template-columns:repeat(auto-fit,minmax(min(100%,360px),1fr))}
            .facts{display:grid;gap:20px 32px;margin:30px 0 36px;
            grid-template-columns:repeat(3,1fr)}
            .facts div{border-top:2px solid var(--ink);padding-top:9px}
            .facts dt,.facts .soft{font-size:.88rem;color:var(--soft)}.facts dd{margin:0}
            .facts .value{font-size:1.85rem;line-height:1.3;font-variant-numeric:tabular-nums;
            letter-spacing:-.01em}
            .people::before,.bots::before{content:"";display:inline-block;width:12px;height:12px;
            border-radius:2px;margin-right:7px;vertical-align:-1px;background:var(--people)}
            .bots::before{background:var(--bots)}.legend span{margin-right:18px}
            .legend{font-size:.88rem;margin:12px 0 0}
            .scroll{overflow-x:auto;margin:12px 0 22px}
            .scroll:focus-visible{outline:2px solid var(--people);outline-offset:4px}
            table{border-collapse:collapse;width:100%;font-size:.9rem;
            font-variant-numeric:tabular-nums}
            caption{text-align:left;font-size:.88rem;padding-bottom:8px}
            th,td{padding:6px 0 6px 18px;text-align:right;border-bottom:1px solid var(--grid);
            white-space:nowrap}
            th:first-child{padding-left:0;text-align:left}
            thead th{font-weight:400;color:var(--soft);vertical-align:bottom;white-space:normal;
            border-bottom-color:var(--soft);line-height:1.3}
            tbody th{font-weight:400}td.bar{width:45%;min-width:120px;text-align:left}
            td.bar i{display:block;height:12px;border-radius:2px;background:var(--people)}
            footer{border-top:1px solid var(--grid);margin-top:64px;padding-top:24px;
            font-size:.88rem;color:var(--soft)}
            footer td{white-space:normal;overflow-wrap:anywhere;text-align:left}
            @media (max-width:560px){body{padding:28px 18px 48px}
            .facts{grid-template-columns:repeat(2,1fr)}}
            @media print{body{max-width:none;padding:0}figure,tr{break-inside:avoid}}
            """;

    private final StringBuilder out = new StringBuilder();

    Page(String title) {
        out.append(
                """
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <title>%s</title>
                <style>
                %s%s</style>
                </head>
                <body>
                <main>
                """
                        .formatted(Markup.escaped(title), Colour.pageStyle(), STYLE));
    }

    Page text(String tag, String style, String text) {
        out.append("<%s%s>%s</%s>\n".formatted(tag, attribute(style), Markup.escaped(text), tag));
        return this;
    }

    Page text(String tag, String text) {
        return text(tag, "", text);
    }

    Page begin(String tag, String style) {
        out.append("<%s%s>\n".formatted(tag, attribute(style)));
        return this;
    }

    Page end(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Page warning(String sentence) {
        out.append(
                "<p class=\"finding\"><strong>Too good to be true.</strong> %s</p>\n"
                        .formatted(Markup.escaped(sentence)));
        return this;
    }

    Page fact(String name, String value, String beside) {
        begin("div", "").text("dt", name).text("dd", "value", value);
        return text("dd", "soft", beside).end("div");
    }

    /// People are blue, bots are orange.
    Page legend() {
        out.append(
                "<p class=\"legend\"><span class=\"people\">people</span><span"
                        + " class=\"bots\">bots</span></p>\n");
        return this;
    }

    Page figure(String picture, String words) {
        begin("figure", "");
        out.append(picture);
        return text("figcaption", words).end("figure");
    }

    /// A table that scrolls by itself where the page is too narrow; its first column names the row.
    Page table(String caption, List<String> columns, List<List<String>> rows) {
        String head =
                columns.stream()
                        .map(it -> "<th scope=\"col\">" + Markup.escaped(it) + "</th>")
                        .collect(Collectors.joining());
        String body =
                rows.stream()
                        .map(row -> "<tr>" + cells(row) + "</tr>\n")
                        .collect(Collectors.joining());
        return table(caption, head, body);
    }

    /// A bar for each row, the first the longest.
    Page bars(String caption, List<String> names, List<Double> values) {
        StringBuilder body = new StringBuilder();
        double most = values.stream().mapToDouble(it -> it).max().orElse(1);
        for (int i = 0; i < names.size(); i++) {
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<tr><th scope=\"row\">%s</th><td class=\"bar\"><i"
                                    + " style=\"width:%.1f%%\"></i></td><td>%.3f</td></tr>\n",
                            Markup.escaped(names.get(i)),
                            most == 0 ? 0 : 100 * values.get(i) / most,
                            values.get(i)));
        }
        return table(caption, "", body.toString());
    }

    private Page table(String caption, String head, String body) {
        out.append(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="%1$s">
                <table>
                <caption>%1$s</caption>
                %2$s<tbody>
                %3$s</tbody>
                </table>
                </div>
                """
                        .formatted(
                                Markup.escaped(caption),
                                head.isEmpty() ? "" : "<thead><tr>" + head + "</tr></thead>\n",
                                body));
        return this;
    }

    private static String cells(List<String> row) {
        return "<th scope=\"row\">"
                + Markup.escaped(row.getFirst())
                + "</th>"
                + row.stream()
                        .skip(1)
                        .map(it -> "<td>" + Markup.escaped(it) + "</td>")
                        .collect(Collectors.joining());
    }

    private static String attribute(String style) {
        return style.isEmpty() ? "" : " class=\"" + style + "\"";
    }

    /// The whole page.
    String end() {
        return out + "</main>\n</body>\n</html>\n";
    }
}
