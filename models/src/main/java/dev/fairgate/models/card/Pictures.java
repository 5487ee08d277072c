package dev.fairgate.models.card;

import java.awt.BasicStroke;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Charts as SVG for a page: its colours are the page's variables, its letters are outlines, so
/// that no font has to be where it is read. The same figures give the same bytes.
final class Pictures {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final Pattern PROLOGUE = Pattern.compile("(?s)^.*?(?=<svg )");
    private static final Pattern LONG_NUMBER = Pattern.compile("(-?\\d+\\.\\d)\\d+");
    private static final Pattern CLIP = Pattern.compile("clip-?\\d+");
    private static final Pattern SIZE = Pattern.compile(" (height|width)=\"\\d+px\"");

    private Pictures() {}

    /// Points that are joined.
    ///
    /// @param isDashed for what is only there to compare with
    /// @param hasDots whether the points themselves count
    @SuppressWarnings("ArrayRecordComponent") // handed to the library, which wants arrays
    record Line(
            String name,
            double[] x,
            double[] y,
            Colour colour,
            boolean isDashed,
            boolean hasDots) {}

    /// What a picture shows.
    ///
    /// @param id of the picture within its page
    /// @param says the same in words, for who does not see it
    record Caption(String id, String says, String x, String y) {}

    /// Lines over shares from 0 to 1.
    static String shares(Caption caption, List<Line> lines) {
        return square(caption, lines, 1);
    }

    /// Lines over shares from 0 to `most`, in both directions.
    static String square(Caption caption, List<Line> lines, double most) {
        XYChart chart = lines(caption, lines);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(most).setYAxisMin(0.0).setYAxisMax(most);
        chart.getStyler().setDecimalPattern(most < 0.5 ? "0.00" : "0.0");
        return svg(caption, chart);
    }

    /// Lines over shares of which the small ones matter: each step to the left is a tenth.
    static String smallShares(Caption caption, List<Line> lines) {
        XYChart chart = lines(caption, lines);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0).setYAxisMax(100.0);
        chart.getStyler().setXAxisDecimalPattern("0.####").setYAxisDecimalPattern("0");
        return svg(caption, chart);
    }

    /// Bars of people beside bars of bots.
    static String bars(Caption caption, List<String> bins, List<Double> people, List<Double> bots) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .xAxisTitle(caption.x)
                        .yAxisTitle(caption.y)
                        .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisMaxLabelCount(6).setYAxisDecimalPattern("0");
        chart.getStyler().setAvailableSpaceFill(0.85);
        chart.addSeries("people", bins, people).setFillColor(Colour.PEOPLE.awt());
        chart.addSeries("bots", bins, bots).setFillColor(Colour.BOTS.awt());
        return svg(caption, chart);
    }

    private static XYChart lines(Caption caption, List<Line> lines) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .xAxisTitle(caption.x)
                        .yAxisTitle(caption.y)
                        .build();
        style(chart.getStyler());
        for (Line line : lines) {
            XYSeries series = chart.addSeries(line.name, line.x, line.y);
            series.setMarker(line.hasDots ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setMarkerColor(line.colour.awt());
            series.setLineColor(line.colour.awt());
            series.setLineStyle(
                    line.isDashed
                            ? new BasicStroke(1, 0, 0, 10, new float[] {4, 4}, 0)
                            : new BasicStroke(2));
        }
        chart.getStyler().setMarkerSize(6);
        return chart;
    }

    private static void style(AxesChartStyler styler) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        styler.setChartBackgroundColor(Colour.PAPER.awt());
        styler.setPlotBackgroundColor(Colour.PAPER.awt());
        styler.setPlotBorderVisible(false);
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setChartPadding(2);
        styler.setChartFontColor(Colour.SOFT.awt());
        styler.setXAxisTitleColor(Colour.SOFT.awt());
        styler.setYAxisTitleColor(Colour.SOFT.awt());
        styler.setPlotGridLinesColor(Colour.GRID.awt());
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setAxisTickLabelsColor(Colour.SOFT.awt());
        styler.setAxisTickMarksColor(Colour.GRID.awt());
        styler.setLocale(Locale.ROOT);
    }

    private static String svg(Caption caption, Chart<?, ?> chart) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forPage(caption, out.toString(StandardCharsets.UTF_8));
    }

    private static String forPage(Caption caption, String file) {
        String svg = PROLOGUE.matcher(file).replaceFirst("");
        svg = LONG_NUMBER.matcher(svg).replaceAll("$1");
        svg = SIZE.matcher(svg).replaceAll("");
        for (Colour colour : Colour.values()) {
            svg = svg.replace(colour.written(), colour.variable());
        }
        String label = Markup.escaped(caption.says);
        svg =
                svg.replaceFirst(
                        "<svg ",
                        "<svg role=\"img\" aria-label=\"" + label.replace("$", "\\$") + "\" ");
        return withIds(caption.id, svg);
    }

    /// The library names a clip by a hash of its shape, and two pictures may have clips of one
    /// shape.
    private static String withIds(String id, String svg) {
        List<String> names =
                CLIP.matcher(svg).results().map(found -> found.group()).distinct().toList();
        String named = svg;
        for (int i = 0; i < names.size(); i++) {
            named = named.replaceAll(names.get(i) + "\\b", id + "-" + i);
        }
        return named;
    }
}
