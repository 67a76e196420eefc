// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.spinglass.training.EpochReport;

/** Accuracy and loss over the epochs, side by side, as a PNG of twice the usual size. */
public final class TrainingPlot {
    private static final int PANEL_WIDTH = 520;
    private static final int HEIGHT = 360;
    private static final int SCALE = 2;
    private static final Color TRAINING = new Color(0x1f, 0x5f, 0xa8);
    private static final Color VALIDATION = new Color(0xd9, 0x5f, 0x02);
    private static final Color GRID = new Color(0xe4, 0xe4, 0xe4);
    private static final Color INK = new Color(0x33, 0x33, 0x33);

    private TrainingPlot() {}

    /** The picture of a training of at least one epoch. */
    public static byte[] png(String network, List<EpochReport> epochs) throws IOException {
        XYChart accuracy = panel("Accuracy of " + network, "accuracy", epochs.size());
        accuracy.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
        accuracy.getStyler().setLegendVisible(true);
        List<EpochReport> validated = epochs.stream()
                .filter(e -> Double.isFinite(e.validationAccuracy()))
                .toList();
        add(accuracy, "training samples", epochs, EpochReport::trainAccuracy, TRAINING);
        if (!validated.isEmpty()) {
            add(accuracy, "validation samples", validated, EpochReport::validationAccuracy, VALIDATION);
        }
        accuracy.getStyler().setYAxisMin(accuracyFloor(epochs));
        accuracy.getStyler().setYAxisMax(1.0);
        accuracy.getStyler().setYAxisDecimalPattern("0.00");
        XYChart loss = panel("Loss", "mean squared error", epochs.size());
        add(loss, "training samples", epochs, EpochReport::trainLoss, TRAINING);
        loss.getStyler().setYAxisMin(0.0);
        loss.getStyler().setYAxisMax(lossCeiling(epochs));
        loss.getStyler().setYAxisDecimalPattern("0.0##");
        return render(List.of(accuracy, loss));
    }

    /** The next tenth below all accuracies, so that late epochs can be told apart. */
    private static double accuracyFloor(List<EpochReport> epochs) {
        double least = epochs.stream()
                .flatMap(e -> Stream.of(e.trainAccuracy(), e.validationAccuracy()))
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        return Math.max(0, Math.min(0.9, Math.floor((least - 0.005) * 10) / 10));
    }

    /** The next step of a fifth of a power of ten above all losses. */
    private static double lossCeiling(List<EpochReport> epochs) {
        double most = epochs.stream()
                .mapToDouble(EpochReport::trainLoss)
                .filter(loss -> Double.isFinite(loss) && loss > 0)
                .max()
                .orElse(1);
        double step = Math.pow(10, Math.floor(Math.log10(most))) / 5;
        return step * Math.ceil(most / step);
    }

    private static XYChart panel(String title, String axis, int epochs) {
        XYChart chart = new XYChartBuilder()
                .width(PANEL_WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle(axis)
                .build();
        XYStyler style = chart.getStyler();
        style.setLocale(Locale.ROOT);
        style.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        style.setMarkerSize(5);
        style.setXAxisMin(epochs == 1 ? 0.0 : 1.0);
        style.setXAxisMax(epochs == 1 ? 2.0 : (double) epochs);
        style.setXAxisDecimalPattern("0");
        style.setXAxisMaxLabelCount(Math.min(11, epochs + 1));
        style.setLegendVisible(false);
        style.setLegendBorderColor(GRID);
        style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        style.setChartTitleBoxVisible(false);
        style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderColor(GRID);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setChartFontColor(INK);
        return chart;
    }

    private static void add(
            XYChart chart, String name, List<EpochReport> epochs, ToDoubleFunction<EpochReport> value, Color color) {
        double[] x = epochs.stream().mapToDouble(EpochReport::epoch).toArray();
        double[] y = epochs.stream().mapToDouble(value).toArray();
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2));
        series.setMarker(epochs.size() <= 30 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color);
    }

    private static byte[] render(List<XYChart> panels) throws IOException {
        BufferedImage image =
                new BufferedImage(PANEL_WIDTH * panels.size() * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            for (XYChart panel : panels) {
                panel.paint(graphics, PANEL_WIDTH, HEIGHT);
                graphics.translate(PANEL_WIDTH, 0);
            }
        } finally {
            graphics.dispose();
        }
        return Png.of(image);
    }
}
