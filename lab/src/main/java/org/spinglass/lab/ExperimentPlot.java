package org.spinglass.lab;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A panel as the paper draws it, as a PNG of twice the usual size: for each curve the mean accuracy over the epochs with
 * error bars of a standard deviation, the mean of the best accuracies as a dotted line, and right of the last epoch a
 * diamond in the same colour where the paper's mean is, with its standard deviation.
 */
final class ExperimentPlot {
    private static final int WIDTH = 820;
    private static final int PLOT_HEIGHT = 430;
    private static final int LEGEND_ROW = 24;
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

    private final Experiment experiment;
    private final XYChart chart;
    private final int references;
    private int published;

    private ExperimentPlot(Experiment experiment, List<CurveOutcome> curves) {
        this.experiment = experiment;
        this.references = (int) curves.stream()
                        .filter(outcome -> outcome.curve().published() != null)
                        .count()
                + experiment.references().size();
        this.chart = panel(curves.size() + experiment.references().size());
        for (int i = 0; i < curves.size(); i++) {
            add(curves.get(i), CURVES.get(i % CURVES.size()));
        }
        for (Curve.Reference reference : experiment.references()) {
            String label = reference.label() + ": published " + numbers(reference.published()) + ", not run";
            diamond(label, reference.published(), REFERENCE, true);
        }
        setRange(curves);
    }

    /** The picture of an experiment and what came of its curves, of which some may have failed. */
    static byte[] png(Experiment experiment, List<CurveOutcome> curves) throws IOException {
        XYChart chart = new ExperimentPlot(experiment, curves).chart;
        BufferedImage image =
                new BufferedImage(chart.getWidth() * SCALE, chart.getHeight() * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private XYChart panel(int legendRows) {
        XYChart panel = new XYChartBuilder()
                .width(WIDTH)
                .height(PLOT_HEIGHT + LEGEND_ROW * legendRows)
                .title("Figure " + experiment.figure() + ": " + experiment.title())
                .xAxisTitle("epoch")
                .yAxisTitle(String.format(
                        Locale.ROOT,
                        "accuracy on %,d held-out images of %s",
                        experiment.validation(),
                        experiment.data()))
                .build();
        XYStyler style = panel.getStyler();
        style.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        style.setMarkerSize(6);
        style.setErrorBarsColorSeriesColor(true);
        style.setXAxisMin(0.5);
        style.setXAxisMax(lastX());
        double epochs = experiment.epochs();
        style.setXAxisTickLabelsFormattingFunction(x -> x <= epochs && x == Math.rint(x) ? "%.0f".formatted(x) : "");
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Vertical);
        style.setLegendBorderColor(Color.WHITE);
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
        return panel;
    }

    /** Place of a diamond, right of the last epoch; a panel of few epochs is drawn as wide as one of ten. */
    private double diamondX(int index) {
        return experiment.epochs() + Math.max(experiment.epochs(), 10) * (0.03 + 0.02 * index);
    }

    private double lastX() {
        return diamondX(references) + Math.max(experiment.epochs(), 10) * 0.01;
    }

    private void add(CurveOutcome outcome, Color color) {
        Curve curve = outcome.curve();
        String theirs = curve.published() == null ? "" : ", published " + numbers(curve.published());
        if (outcome.runs().isEmpty()) {
            String label = curve.label() + ": failed" + theirs;
            if (curve.published() != null) {
                diamond(label, curve.published(), color, true);
            }
            return;
        }
        List<Spread> epochs = outcome.epochs();
        CurveResult result = outcome.result();
        String label = "%s: %s, %d runs%s"
                .formatted(
                        curve.label(),
                        numbers(result.meanFinal(), result.sdFinal(), result.meanBest(), false),
                        result.runs(),
                        theirs);
        double[] x = DoubleStream.iterate(1, e -> e + 1).limit(epochs.size()).toArray();
        double[] mean = epochs.stream().mapToDouble(Spread::mean).toArray();
        double[] sd = epochs.stream()
                .mapToDouble(spread -> Double.isNaN(spread.sd()) ? 0 : spread.sd())
                .toArray();
        XYSeries series = chart.addSeries(label, x, mean, outcome.runs().size() < 2 ? null : sd);
        draw(series, color, new BasicStroke(2), epochs.size() <= 40 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        double best =
                outcome.runs().stream().mapToDouble(SeedRecord::best).average().orElseThrow();
        BasicStroke dots =
                new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {0.1f, 4}, 0);
        XYSeries line = chart.addSeries(label + " best", new double[] {0.5, lastX()}, new double[] {best, best});
        draw(line, color, dots, SeriesMarkers.NONE);
        line.setShowInLegend(false);
        if (curve.published() != null) {
            diamond(label + " published", curve.published(), color, false);
        }
    }

    private void diamond(String label, Published numbers, Color color, boolean isInLegend) {
        double[] x = {diamondX(published++)};
        double[] sd = numbers.sd() == null ? null : new double[] {numbers.sd()};
        XYSeries series = chart.addSeries(label, x, new double[] {numbers.mean()}, sd);
        draw(series, color, new BasicStroke(0), SeriesMarkers.DIAMOND);
        series.setShowInLegend(isInLegend);
        if (numbers.best() != null) {
            XYSeries best = chart.addSeries(label + " published best", x, new double[] {numbers.best()});
            draw(best, color, new BasicStroke(0), SeriesMarkers.TRIANGLE_UP);
            best.setShowInLegend(false);
        }
    }

    private static void draw(XYSeries series, Color color, BasicStroke stroke, Marker marker) {
        series.setLineColor(color);
        series.setLineStyle(stroke);
        series.setMarker(marker);
        series.setMarkerColor(color);
    }

    private void setRange(List<CurveOutcome> curves) {
        List<double[]> ranges = new ArrayList<>();
        for (CurveOutcome outcome : curves) {
            if (!outcome.runs().isEmpty()) {
                outcome.epochs().forEach(spread -> ranges.add(range(spread.mean(), spread.sd())));
            }
            if (outcome.curve().published() != null) {
                ranges.add(range(outcome.curve().published()));
            }
        }
        experiment.references().forEach(reference -> ranges.add(range(reference.published())));
        double least = extreme(ranges, range -> range[0], false);
        double most = extreme(ranges, range -> range[1], true);
        double step = most - least > 0.4 ? 0.1 : most - least > 0.15 ? 0.05 : 0.01;
        chart.getStyler().setYAxisMin(Math.max(0, Math.floor((least - 0.2 * step) / step) * step));
        chart.getStyler().setYAxisMax(Math.min(1, Math.ceil((most + 0.2 * step) / step) * step));
        chart.getStyler().setYAxisDecimalPattern("0.00");
    }

    private static double[] range(Published numbers) {
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

    /** {@code 0.690 ± 0.139 [0.944]}, as the table of the published numbers writes them. */
    static String numbers(Published published) {
        return numbers(published.mean(), published.sd(), published.best(), published.isApproximate());
    }

    static String numbers(@Nullable Double mean, @Nullable Double sd, @Nullable Double best, boolean isApproximate) {
        if (mean == null) {
            return "-";
        }
        String text = String.format(Locale.ROOT, isApproximate ? "about %.2f" : "%.3f", mean);
        if (sd != null) {
            text += String.format(Locale.ROOT, " \u00b1 %.3f", sd);
        }
        if (best != null) {
            text += String.format(Locale.ROOT, " [%.3f]", best);
        }
        return text;
    }
}
