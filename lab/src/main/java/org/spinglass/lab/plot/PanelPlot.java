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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A panel as the paper draws it, as a PNG of twice the usual size: for each curve the mean accuracy over the epochs with
 * error bars of a standard deviation, the mean of the best accuracies as a dotted line, and right of the last epoch a
 * diamond in the same colour where the paper's mean is, with its standard deviation, and a triangle at its best epoch. The
 * numbers stand in a table below, which is the legend too.
 */
public final class PanelPlot {
    private static final int WIDTH = 820;
    private static final int PLOT_HEIGHT = 430;
    private static final int EPOCHS_HEIGHT = 36;
    private static final int LEGEND_ROW = 22;
    private static final int LEGEND_LEFT = 86;
    private static final int OURS_LEFT = 370;
    private static final int PUBLISHED_LEFT = 620;
    private static final int SCALE = 2;
    private static final Color GRID = new Color(0xe4, 0xe4, 0xe4);
    private static final Color INK = new Color(0x33, 0x33, 0x33);
    private static final List<Color> CURVES = List.of(
            new Color(0x1f, 0x5f, 0xa8),
            new Color(0xd9, 0x5f, 0x02),
            new Color(0x1b, 0x8a, 0x5a),
            new Color(0x8e, 0x44, 0xad),
            new Color(0xb0, 0x1e, 0x3c),
            new Color(0x7a, 0x6a, 0x00));
    private static final Color REFERENCE = new Color(0x55, 0x55, 0x55);

    private final Panel panel;
    private final XYChart chart;
    private final int marks;
    private final List<Color> colors = new ArrayList<>();
    private int marked;

    private PanelPlot(Panel panel) {
        this.panel = panel;
        this.marks = (int)
                panel.lines().stream().filter(line -> line.published() != null).count();
        this.chart = chart();
        int drawn = 0;
        for (Panel.Line line : panel.lines()) {
            Color color = line.isReference() ? REFERENCE : CURVES.get(drawn++ % CURVES.size());
            colors.add(color);
            add(line, color);
        }
        setRange();
    }

    /** The picture of a panel, as PNG. */
    public static byte[] png(Panel panel) throws IOException {
        PanelPlot plot = new PanelPlot(panel);
        int height = PLOT_HEIGHT + EPOCHS_HEIGHT + LEGEND_ROW * (panel.lines().size() + 3);
        BufferedImage image = new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, WIDTH, height);
            plot.chart.paint(graphics, WIDTH, PLOT_HEIGHT);
            plot.drawEpochs(graphics);
            graphics.translate(0, PLOT_HEIGHT + EPOCHS_HEIGHT);
            plot.drawLegend(graphics);
        } finally {
            graphics.dispose();
        }
        return Png.of(image);
    }

    /** Labels at whole epochs, some twenty at most. */
    private void drawEpochs(Graphics2D graphics) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        graphics.setColor(INK);
        int step = IntStream.of(1, 2, 5, 10, 20, 50, 100)
                .filter(candidate -> panel.epochs() / candidate <= 20)
                .findFirst()
                .orElse(panel.epochs() / 10);
        for (int epoch = step; epoch <= panel.epochs(); epoch += step) {
            centred(graphics, Integer.toString(epoch), chart.getScreenXFromChart(epoch), PLOT_HEIGHT + 6);
        }
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        centred(graphics, "epoch", chart.getScreenXFromChart(panel.epochs() / 2.0), PLOT_HEIGHT + 24);
    }

    private static void centred(Graphics2D graphics, String text, double x, int y) {
        graphics.drawString(text, (float) (x - graphics.getFontMetrics().stringWidth(text) / 2.0), y);
    }

    private void drawLegend(Graphics2D graphics) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        graphics.setFont(plain.deriveFont(Font.BOLD));
        graphics.setColor(INK);
        int y = LEGEND_ROW * 3 / 4;
        graphics.drawString("ours, last epoch [best]", OURS_LEFT, y);
        graphics.drawString("published", PUBLISHED_LEFT, y);
        graphics.setFont(plain);
        for (int i = 0; i < colors.size(); i++) {
            Panel.Line line = panel.lines().get(i);
            y += LEGEND_ROW;
            graphics.setColor(colors.get(i));
            if (line.measured() != null) {
                graphics.setStroke(new BasicStroke(2));
                graphics.drawLine(LEGEND_LEFT - 34, y - 4, LEGEND_LEFT - 10, y - 4);
                graphics.fillOval(LEGEND_LEFT - 25, y - 7, 6, 6);
            } else {
                int x = LEGEND_LEFT - 22;
                graphics.fillPolygon(new int[] {x - 4, x, x + 4, x}, new int[] {y - 4, y - 8, y - 4, y}, 4);
            }
            graphics.setColor(INK);
            graphics.drawString(line.label(), LEGEND_LEFT, y);
            graphics.drawString(line.ours(), OURS_LEFT, y);
            graphics.drawString(line.theirs(), PUBLISHED_LEFT, y);
        }
        graphics.setFont(plain.deriveFont(11f));
        graphics.setColor(REFERENCE);
        y += LEGEND_ROW;
        graphics.drawString(
                "Bars: standard deviation over the runs. Dotted: mean of the runs' best epochs.", LEGEND_LEFT - 34, y);
        y += LEGEND_ROW * 3 / 4;
        graphics.drawString(
                "Right of the last epoch, as published: mean of the last epoch (diamond), best epoch (triangle).",
                LEGEND_LEFT - 34,
                y);
    }

    private XYChart chart() {
        XYChart made = new XYChartBuilder()
                .width(WIDTH)
                .height(PLOT_HEIGHT)
                .title(panel.title())
                .yAxisTitle(panel.axis())
                .build();
        XYStyler style = made.getStyler();
        style.setLocale(Locale.ROOT);
        style.setXAxisTitleVisible(false);
        style.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        style.setMarkerSize(6);
        style.setErrorBarsColorSeriesColor(true);
        style.setXAxisMin(0.0);
        style.setXAxisMax(lastX());
        style.setXAxisTicksVisible(false); // the chart's own fall between epochs and go on past the last
        style.setLegendVisible(false);
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
        return made;
    }

    /** Place of a diamond, right of the last epoch; a panel of few epochs is drawn as wide as one of ten. */
    private double diamondX(int index) {
        return panel.epochs() + Math.max(panel.epochs(), 10) * (0.03 + 0.02 * index);
    }

    private double lastX() {
        return diamondX(marks) + Math.max(panel.epochs(), 10) * 0.01;
    }

    private void add(Panel.Line line, Color color) {
        if (line.published() != null) {
            mark(line.name(), line.published(), color);
        }
        Panel.Measured measured = line.measured();
        if (measured == null) {
            return;
        }
        int epochs = measured.mean().size();
        double[] x = DoubleStream.iterate(1, e -> e + 1).limit(epochs).toArray();
        double[] mean = measured.mean().stream().mapToDouble(d -> d).toArray();
        double[] sd = measured.sd().stream()
                .mapToDouble(bar -> Double.isNaN(bar) ? 0 : bar)
                .toArray();
        XYSeries series = chart.addSeries(line.name(), x, mean, measured.hasBars() ? sd : null);
        draw(series, color, new BasicStroke(2), epochs <= 40 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        double best = measured.best();
        BasicStroke dots =
                new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {0.1f, 4}, 0);
        XYSeries bests = chart.addSeries(line.name() + " best", new double[] {0, lastX()}, new double[] {best, best});
        draw(bests, color, dots, SeriesMarkers.NONE);
    }

    private void mark(String name, Panel.Mark mark, Color color) {
        double[] x = {diamondX(marked++)};
        double[] sd = mark.sd() == null ? null : new double[] {mark.sd()};
        XYSeries series = chart.addSeries(name + " published", x, new double[] {mark.mean()}, sd);
        draw(series, color, new BasicStroke(0), SeriesMarkers.DIAMOND);
        if (mark.best() != null) {
            XYSeries best = chart.addSeries(name + " published best", x, new double[] {mark.best()});
            draw(best, color, new BasicStroke(0), SeriesMarkers.TRIANGLE_UP);
        }
    }

    private static void draw(XYSeries series, Color color, BasicStroke stroke, Marker marker) {
        series.setLineColor(color);
        series.setLineStyle(stroke);
        series.setMarker(marker);
        series.setMarkerColor(color);
    }

    private void setRange() {
        List<double[]> ranges = new ArrayList<>();
        for (Panel.Line line : panel.lines()) {
            Panel.Measured measured = line.measured();
            for (int e = 0; measured != null && e < measured.mean().size(); e++) {
                ranges.add(range(measured.mean().get(e), measured.sd().get(e)));
            }
            if (line.published() != null) {
                ranges.add(range(line.published()));
            }
        }
        double least = extreme(ranges, range -> range[0], false);
        double most = extreme(ranges, range -> range[1], true);
        double step = most - least > 0.4 ? 0.1 : most - least > 0.15 ? 0.05 : 0.01;
        chart.getStyler().setYAxisMin(Math.max(0, Math.floor((least - 0.2 * step) / step) * step));
        chart.getStyler().setYAxisMax(Math.min(1, Math.ceil((most + 0.2 * step) / step) * step));
        chart.getStyler().setYAxisDecimalPattern("0.00");
    }

    private static double[] range(Panel.Mark numbers) {
        double[] range = range(numbers.mean(), numbers.sd() == null ? 0 : numbers.sd());
        range[1] = Math.max(range[1], numbers.best() == null ? 0 : numbers.best());
        return range;
    }

    private static double[] range(double mean, double sd) {
        double bar = Double.isNaN(sd) ? 0 : sd;
        return new double[] {mean - bar, mean + bar};
    }

    private static double extreme(List<double[]> ranges, ToDoubleFunction<double[]> end, boolean isMost) {
        DoubleStream values = ranges.stream().mapToDouble(end);
        return (isMost ? values.max() : values.min()).orElse(isMost ? 1 : 0);
    }
}
