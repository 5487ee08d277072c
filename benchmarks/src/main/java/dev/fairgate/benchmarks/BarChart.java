package dev.fairgate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/// Bars in groups, as an SVG.
public final class BarChart {

    private final CategoryChart chart;

    public BarChart(String title, String unit) {
        chart =
                new CategoryChartBuilder()
                        .width(1100)
                        .height(520)
                        .title(title)
                        .yAxisTitle(unit)
                        .build();
        chart.getStyler().setXAxisLabelRotation(30);
    }

    /// The bars of a group stand on each other.
    public BarChart stacked() {
        chart.getStyler().setStacked(true);
        return this;
    }

    /// Ten times as much is one step higher.
    ///
    /// @param least that is drawn, not zero
    public BarChart logarithmic(double least) {
        chart.getStyler().setYAxisMin(least);
        chart.getStyler().setYAxisLogarithmic(true);
        return this;
    }

    /// One bar in every group.
    public void add(String name, List<String> groups, List<Double> figures) {
        chart.addSeries(name, groups, figures);
    }

    /// Writes the picture.
    ///
    /// @param file without `.svg`
    public void save(Path file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }
}
