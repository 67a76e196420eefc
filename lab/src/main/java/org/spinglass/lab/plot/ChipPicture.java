// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.samplers.ChainBreaks;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.topology.QubitBar;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * A drawing of a processor: every qubit is a bar on its track, those in chains in the colour of their variable, or of how
 * often the chain was broken, with a dot where two bars of a chain are coupled crosswise; qubits that do not work are
 * outlines.
 */
public final class ChipPicture {
    private static final int LEAST_SIDE = 1200;
    private static final int MOST_PITCH = 30;
    private static final int LEAST_PITCH = 8;
    private static final int MARGIN = 40;
    private static final int TITLE = 74;

    /** Tracks shown around chains. */
    private static final int AROUND = 3;

    private static final double GOLDEN_TURN = 0.618033988749895;
    private static final Color PAPER = new Color(0xfc, 0xfc, 0xfa);
    private static final Color IDLE = new Color(0xe3, 0xe4, 0xe8);
    private static final Color MISSING = new Color(0xd0, 0x40, 0x40);
    private static final Color INK = new Color(0x33, 0x33, 0x33);

    private final Topology topology;
    private final WorkingGraph graph;
    private final List<Embedding> embeddings;
    private final @Nullable BreakColours breaks;
    private final Rectangle view;
    private final int pitch;
    private final int[] owner;
    private final int chains;

    /**
     * A drawing.
     *
     * @param breaks how often the chains were broken, in the order of the embeddings; null to tell them apart by colours
     */
    private ChipPicture(
            Topology topology, WorkingGraph graph, List<Embedding> embeddings, @Nullable BreakColours breaks) {
        this.topology = topology;
        this.graph = graph;
        this.embeddings = embeddings;
        this.breaks = breaks;
        this.view = breaks == null
                ? new Rectangle(topology.columnTracks(), topology.rowTracks())
                : around(topology, embeddings);
        this.pitch = Math.clamp(LEAST_SIDE / Math.max(view.width, view.height), LEAST_PITCH, MOST_PITCH);
        this.owner = new int[topology.labels()];
        Arrays.fill(owner, -1);
        int count = 0;
        for (Embedding embedding : embeddings) {
            for (int v = 0; v < embedding.variables(); v++) {
                for (int q : embedding.chain(v)) {
                    owner[q] = count;
                }
                count++;
            }
        }
        this.chains = count;
    }

    /** The tracks that chains use, and some around them. */
    private static Rectangle around(Topology topology, List<Embedding> embeddings) {
        Rectangle chip = new Rectangle(topology.columnTracks(), topology.rowTracks());
        Rectangle used = null;
        for (Embedding embedding : embeddings) {
            for (int q : embedding.sortedQubits()) {
                QubitBar bar = topology.bar(q);
                int length = bar.to() - bar.from() + 1;
                Rectangle one = bar.isHorizontal()
                        ? new Rectangle(bar.from(), bar.track(), length, 1)
                        : new Rectangle(bar.track(), bar.from(), 1, length);
                used = used == null ? one : used.union(one);
            }
        }
        if (used == null) {
            return chip;
        }
        used.grow(AROUND, AROUND);
        return used.intersection(chip);
    }

    /**
     * A drawing of how often chains were broken, of the part of the processor where they are, as a PNG. Of embeddings that
     * share qubits the one of most reads is drawn.
     *
     * @throws LabException when it cannot be drawn
     */
    public static byte[] ofBreaks(ChainBreaks breaks) {
        Topology topology = breaks.processor().topology();
        List<Embedding> drawn = apart(breaks.embeddings(), topology.labels());
        List<ChainBreaks.Chain> chains =
                drawn.stream().flatMap(one -> breaks.chains(one).stream()).toList();
        ChipPicture picture = new ChipPicture(
                topology,
                breaks.processor().graph(),
                drawn,
                new BreakColours(
                        chains.stream().mapToDouble(ChainBreaks.Chain::broken).toArray()));
        try {
            return Png.of(picture.draw(BreakColours.title(breaks.worst())));
        } catch (IOException e) {
            throw new LabException("the chains cannot be drawn: " + RecordFile.reason(e), e);
        }
    }

    private static List<Embedding> apart(List<Embedding> embeddings, int labels) {
        boolean[] used = new boolean[labels];
        List<Embedding> apart = new ArrayList<>();
        for (Embedding embedding : embeddings) {
            int[] qubits = embedding.sortedQubits();
            if (Arrays.stream(qubits).noneMatch(q -> used[q])) {
                Arrays.stream(qubits).forEach(q -> used[q] = true);
                apart.add(embedding);
            }
        }
        return apart;
    }

    /**
     * Writes a drawing as a PNG, aside and then into place.
     *
     * @param embeddings that share no qubit; may be none
     * @param title stands above
     * @throws LabException when the file cannot be written
     */
    public static void write(
            Path file, Topology topology, WorkingGraph graph, List<Embedding> embeddings, String title) {
        byte[] bytes;
        try {
            bytes = Png.of(new ChipPicture(topology, graph, embeddings, null).draw(title));
        } catch (IOException e) {
            throw new LabException(file + ": cannot be drawn: " + RecordFile.reason(e), e);
        }
        RecordFile.write(file, bytes);
    }

    private BufferedImage draw(String title) {
        int width = Math.max(view.width * pitch, 700) + 2 * MARGIN;
        int top = breaks == null ? TITLE : TITLE + BreakColours.LEGEND;
        int height = view.height * pitch + top + MARGIN;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(PAPER);
            graphics.fillRect(0, 0, width, height);
            graphics.setColor(INK);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.clamp(width / 60, 16, 28)));
            graphics.drawString(title, MARGIN, MARGIN + 10);
            if (breaks != null) {
                breaks.drawLegend(graphics, MARGIN, TITLE - 12);
            }
            graphics.translate(MARGIN + pitch * (0.5 - view.x), top + pitch * (0.5 - view.y));
            graphics.clip(new Rectangle(
                    view.x * pitch - pitch,
                    view.y * pitch - pitch,
                    (view.width + 1) * pitch,
                    (view.height + 1) * pitch));
            drawIdle(graphics);
            drawChains(graphics);
            if (breaks != null) {
                drawNames(graphics, breaks);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void drawIdle(Graphics2D graphics) {
        WorkingGraph whole = topology.graph();
        for (int q : whole.qubits()) {
            if (!graph.has(q)) {
                graphics.setColor(breaks == null ? MISSING : BreakColours.MISSING);
                graphics.setStroke(dashed());
                graphics.draw(line(q));
            } else if (owner[q] < 0) {
                graphics.setColor(IDLE);
                graphics.setStroke(stroke(0.34));
                graphics.draw(line(q));
            }
        }
    }

    private void drawChains(Graphics2D graphics) {
        for (int q : graph.qubits()) {
            if (owner[q] >= 0) {
                graphics.setColor(colour(owner[q]));
                graphics.setStroke(stroke(0.62));
                graphics.draw(line(q));
                joinAlong(graphics, q);
            }
        }
        for (int q : graph.qubits()) {
            if (owner[q] >= 0 && topology.isHorizontal(q)) {
                dotCrossings(graphics, q);
            }
        }
    }

    /** Lines to the later neighbours of the same chain and orientation. */
    private void joinAlong(Graphics2D graphics, int q) {
        for (int e = graph.start(q); e < graph.start(q + 1); e++) {
            int other = graph.neighbours()[e];
            if (other > q && owner[other] == owner[q] && topology.isHorizontal(other) == topology.isHorizontal(q)) {
                QubitBar one = topology.bar(q);
                QubitBar two = topology.bar(other);
                double from = one.track() == two.track()
                        ? one.to()
                        : (Math.max(one.from(), two.from()) + Math.min(one.to(), two.to())) / 2.0;
                double to = one.track() == two.track() ? two.from() : from;
                graphics.draw(
                        one.isHorizontal()
                                ? segment(from, one.track(), to, two.track())
                                : segment(one.track(), from, two.track(), to));
            }
        }
    }

    private void dotCrossings(Graphics2D graphics, int q) {
        QubitBar row = topology.bar(q);
        for (int e = graph.start(q); e < graph.start(q + 1); e++) {
            int other = graph.neighbours()[e];
            if (owner[other] == owner[q] && !topology.isHorizontal(other)) {
                double radius = pitch * 0.48;
                double x = topology.bar(other).track() * (double) pitch;
                double y = row.track() * (double) pitch;
                graphics.setColor(colour(owner[q]).darker());
                graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
            }
        }
    }

    /** The numbers of the variables whose chains were broken most often, beside the first bars of these. */
    private void drawNames(Graphics2D graphics, BreakColours shown) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.clamp(pitch, 11, 18)));
        graphics.setClip(null); // names may stand above the chip
        ChainNames names = new ChainNames(graphics);
        int first = 0;
        for (Embedding embedding : embeddings) {
            for (int v = 0; v < embedding.variables(); v++) {
                if (shown.isNamed(first + v)) {
                    Line2D bar = line(embedding.chain(v)[0]);
                    names.draw(Integer.toString(v), bar.getX1(), bar.getY1());
                }
            }
            first += embedding.variables();
        }
    }

    private Line2D line(int qubit) {
        QubitBar bar = topology.bar(qubit);
        double from = bar.from() - 0.15;
        double to = bar.to() + 0.15;
        return bar.isHorizontal()
                ? segment(from, bar.track(), to, bar.track())
                : segment(bar.track(), from, bar.track(), to);
    }

    private Line2D segment(double x1, double y1, double x2, double y2) {
        return new Line2D.Double(x1 * pitch, y1 * pitch, x2 * pitch, y2 * pitch);
    }

    private BasicStroke stroke(double part) {
        return new BasicStroke((float) (part * pitch), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    private BasicStroke dashed() {
        return new BasicStroke(
                Math.max(1, pitch / 6f),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_MITER,
                10,
                new float[] {pitch / 2f, pitch / 2f},
                0);
    }

    /** Hues a golden turn apart, so that neighbours differ; one hue for each copy where there are several. */
    private Color colour(int chain) {
        if (breaks != null) {
            return breaks.colour(chain);
        }
        boolean isOne = embeddings.size() <= 1;
        int copy = isOne ? chain : chain * embeddings.size() / Math.max(1, chains);
        float hue = (float) (copy * GOLDEN_TURN % 1);
        float shade = isOne ? 0.82f - chain % 3 * 0.12f : 0.9f - chain % 5 * 0.09f;
        return Color.getHSBColor(hue, isOne ? 0.75f - chain % 2 * 0.15f : 0.7f, shade);
    }
}
