// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over time, a panel for each problem: medians as lines, quartiles as bands. */
final class CurvePicture {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 420;

    /** So much, in percent, is drawn for the best known value and whatever is nearer to it. */
    private static final double LEAST = 0.01;

    private static final double MOST = 30;
    private static final int BAND = 0x30;
    private static final Color[] COLOURS = {
        new Color(0x11, 0x11, 0x11),
        new Color(0x00, 0x72, 0xb2),
        new Color(0xd5, 0x5e, 0x00),
        new Color(0x00, 0x9e, 0x73),
        new Color(0xcc, 0x79, 0xa7),
        new Color(0xe6, 0x9f, 0x00),
        new Color(0x56, 0xb4, 0xe9),
        new Color(0x99, 0x99, 0x99)
    };

    private CurvePicture() {}

    static void write(Map<String, Map<String, TimeCurve>> panels, Path file) throws IOException {
        List<XYChart> charts = new ArrayList<>();
        panels.forEach((name, curves) -> charts.add(chart(name, curves, charts.isEmpty())));
        PanelPicture.write(charts, file);
    }

    private static XYChart chart(String name, Map<String, TimeCurve> curves, boolean hasLegend) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(name)
                .xAxisTitle("seconds")
                .yAxisTitle("percent short of the best known value")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setYAxisMin(LEAST)
                .setYAxisMax(MOST)
                .setPlotGridLinesColor(new Color(0xe4, 0xe4, 0xe4));
        chart.getStyler()
                .setLegendVisible(hasLegend)
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setChartBackgroundColor(Color.WHITE);
        int number = 0;
        for (Map.Entry<String, TimeCurve> curve : curves.entrySet()) {
            add(chart, curve.getKey(), curve.getValue(), COLOURS[number++ % COLOURS.length]);
        }
        return chart;
    }

    private static void add(XYChart chart, String name, TimeCurve curve, Color colour) {
        int[] known = curve.known();
        if (known.length == 0) {
            return;
        }
        int n = known.length;
        double[] x = new double[n];
        double[] middle = new double[n];
        double[] around = new double[2 * n];
        double[] edge = new double[2 * n];
        for (int k = 0; k < n; k++) {
            x[k] = curve.times()[known[k]];
            middle[k] = drawn(curve.median()[known[k]]);
            around[k] = x[k];
            around[2 * n - 1 - k] = x[k];
            edge[k] = drawn(curve.lower()[known[k]]);
            edge[2 * n - 1 - k] = drawn(curve.upper()[known[k]]);
        }
        XYSeries band = chart.addSeries(name + ", quartiles", around, edge);
        band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        band.setShowInLegend(false);
        band.setMarker(SeriesMarkers.NONE);
        band.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND));
        band.setLineColor(new Color(0, 0, 0, 0));
        XYSeries line = chart.addSeries(name, x, middle);
        line.setMarker(known.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        line.setMarkerColor(colour);
        line.setLineColor(colour);
        line.setLineStyle(new BasicStroke(2f));
    }

    private static double drawn(double percent) {
        return Math.clamp(percent, LEAST, MOST);
    }
}
