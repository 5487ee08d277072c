package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Who.Kind;
import java.util.List;

/// An HTML page that is well-formed XML as well, as it is written. What callers give as text is
/// escaped; pictures and tables come as markup from [Svg] and [Table].
final class Page {

    private static final String STYLE =
            """
            *{box-sizing:border-box}
            html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;
            font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
            body{margin:0 auto;max-width:980px;padding:48px 28px 72px}
            h1,h2{font-family:"Iowan Old Style",Charter,"Palatino Linotype",Palatino,Georgia,
            "Liberation Serif",serif;font-weight:600;line-height:1.22;text-wrap:balance}
            h1{font-size:clamp(1.7rem,4.6vw,2.6rem);margin:.25em 0 .5em;letter-spacing:-.01em}
            h2{font-size:1.75rem;margin:0 0 .3em}
            .part{font:600 1.06rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",
            sans-serif;margin:2.6em 0 .2em}
            p{margin:.4em 0 1em;max-width:68ch}
            .soft,figcaption,caption{color:var(--soft)}
            .above{margin:0;color:var(--soft);letter-spacing:.02em}
            .scenario{border-top:1px solid var(--grid);margin-top:64px;padding-top:36px}
            svg{display:block;max-width:100%;overflow:visible}svg[viewBox]{width:100%;height:auto}
            figure{margin:14px 0 22px}
            figcaption{font-size:.88rem;margin-top:10px;max-width:76ch}
            .pair{display:grid;gap:26px 36px;
            grid-template-columns:repeat(auto-fit,minmax(min(100%,360px),1fr))}
            .facts{display:grid;gap:20px 32px;margin:30px 0 36px;
            grid-template-columns:repeat(auto-fit,minmax(150px,1fr))}
            .facts div{border-top:2px solid var(--ink);padding-top:9px}
            .facts dt,.facts .soft{font-size:.88rem;color:var(--soft)}.facts dd{margin:0}
            .facts .value{font-size:1.85rem;line-height:1.3;font-variant-numeric:tabular-nums;
            letter-spacing:-.01em}
            .legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:12px 0 2px;
            padding:0;font-size:.88rem}
            .legend svg{display:inline-block;width:12px;height:12px;margin-right:7px;
            vertical-align:-1px}
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
            tbody th{font-weight:400}
            footer{border-top:1px solid var(--grid);margin-top:64px;padding-top:24px;
            font-size:.92rem}
            footer dl{display:grid;grid-template-columns:minmax(150px,max-content) 1fr;gap:7px 28px}
            footer dt{font-weight:600}footer dd{margin:0;max-width:66ch}
            @media (max-width:560px){body{padding:28px 18px 48px}
            footer dl{grid-template-columns:1fr;gap:0}footer dd{margin-bottom:10px}}
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

    Page begin(String tag) {
        return begin(tag, "");
    }

    Page begin(String tag, String style) {
        out.append('<').append(tag);
        if (!style.isEmpty()) {
            out.append(" class=\"").append(style).append('"');
        }
        out.append(">\n");
        return this;
    }

    Page end(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Page text(String tag, String text) {
        return text(tag, "", text);
    }

    Page text(String tag, String style, String text) {
        begin(tag, style);
        out.setLength(out.length() - 1);
        out.append(Markup.escaped(text));
        return end(tag);
    }

    Page table(Table table) {
        out.append(table.markup());
        return this;
    }

    /// One picture.
    Page figure(String picture) {
        begin("figure");
        out.append(picture);
        return end("figure");
    }

    /// Pictures side by side where there is room, and what they show.
    Page figure(List<String> pictures, String words) {
        begin("figure").begin("div", "pair");
        pictures.forEach(it -> begin("div").markup(it).end("div"));
        return end("div").text("figcaption", words).end("figure");
    }

    /// What the colours of answers stand for.
    Page legend(List<Kind> kinds) {
        begin("ul", "legend");
        for (Kind kind : kinds) {
            begin("li");
            out.append(
                    """
                    <svg aria-hidden="true" viewBox="0 0 12 12">\
                    <rect class="%s" width="12" height="12" rx="2"/></svg>%s
                    """
                            .formatted(kind.colour().style(), Markup.escaped(kind.name())));
            end("li");
        }
        return end("ul");
    }

    /// The whole page.
    String end() {
        return out + "</main>\n</body>\n</html>\n";
    }

    private Page markup(String markup) {
        out.append(markup);
        return this;
    }
}
