// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Histograms of numbers from 0 to 1, a panel each, two beside each other. */
final class HistogramPicture {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 300;
    private static final int BINS = 20;

    private HistogramPicture() {}

    static void write(Map<String, double[]> panels, String across, String up, Path file) throws IOException {
        List<CategoryChart> charts = panels.entrySet().stream()
                .map(panel -> chart(panel.getKey(), panel.getValue(), across, up))
                .toList();
        PanelPicture.write(charts, file);
    }

    private static CategoryChart chart(String name, double[] values, String across, String up) {
        double[] shares = new double[BINS];
        for (double value : values) {
            shares[Math.min(BINS - 1, (int) (value * BINS))] += 1.0 / values.length;
        }
        List<String> middles = IntStream.range(0, BINS)
                .mapToObj(bin -> String.format(Locale.ROOT, "%.3f", (bin + 0.5) / BINS))
                .toList();
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(name)
                .xAxisTitle(across)
                .yAxisTitle(up)
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(new Color(0xe4, 0xe4, 0xe4));
        chart.getStyler().setSeriesColors(new Color[] {new Color(0x00, 0x72, 0xb2)});
        chart.getStyler().setXAxisMaxLabelCount(BINS / 2);
        chart.getStyler().setAvailableSpaceFill(0.95);
        chart.addSeries(name, middles, Arrays.stream(shares).boxed().toList());
        return chart;
    }
}
