// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.spinglass.lab.samplers.ChainBreaks;

/** Colours of chains by how often they were broken: blue never, by way of yellow to red, most often of all. */
final class BreakColours {
    /** Height of the legend. */
    static final int LEGEND = 46;

    /** Outlines of qubits that do not work. */
    static final Color MISSING = new Color(0x9a, 0x9c, 0xa4);

    private static final int SCALE = 260;
    private static final int BAR = 14;
    private static final int NAMES = 8;
    private static final Color[] RAMP = {
        new Color(0x5b, 0x8d, 0xb8), new Color(0xf2, 0xc1, 0x4e), new Color(0xc6, 0x28, 0x28)
    };
    static final Color INK = new Color(0x33, 0x33, 0x33);

    private final double[] broken;
    private final double most;
    private final double least;

    /**
     * Colours of chains.
     *
     * @param broken how often each was, as a fraction of its reads
     */
    BreakColours(double[] broken) {
        this.broken = broken.clone();
        double[] sorted = Arrays.stream(broken).sorted().toArray();
        this.most = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        this.least = sorted.length == 0 ? 0 : sorted[Math.max(0, sorted.length - NAMES)];
    }

    /** What a drawing shows, in a line. */
    static String title(List<ChainBreaks.Chain> worst) {
        long count = worst.stream().filter(chain -> chain.broken() > 0).count();
        long reads = worst.isEmpty() ? 0 : worst.getFirst().reads();
        return count == 0
                ? String.format(Locale.ROOT, "None of %,d chains was broken in %,d reads", worst.size(), reads)
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d chains were broken, in up to %s of %,d reads",
                        count,
                        worst.size(),
                        percent(worst.getFirst().broken()),
                        reads);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.3g%%", 100 * part);
    }

    Color colour(int chain) {
        return mixed(most == 0 ? 0 : broken[chain] / most);
    }

    /** Whether it is one of those that were broken most often. */
    boolean isNamed(int chain) {
        return broken[chain] > 0 && broken[chain] >= least;
    }

    private static Color mixed(double part) {
        double place = Math.clamp(part, 0, 1) * (RAMP.length - 1);
        int from = Math.min((int) place, RAMP.length - 2);
        Color a = RAMP[from];
        Color b = RAMP[from + 1];
        double share = place - from;
        return new Color(
                (int) Math.round(a.getRed() + share * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue())));
    }

    void drawLegend(Graphics2D graphics, int x, int y) {
        int width = most == 0 ? BAR : SCALE;
        for (int k = 0; k < width; k++) {
            graphics.setColor(mixed(most == 0 ? 0 : (double) k / width));
            graphics.fillRect(x + k, y, 1, BAR);
        }
        graphics.setColor(INK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        int below = y + BAR + 17;
        if (most == 0) {
            graphics.drawString("never broken", x, below);
            return;
        }
        String end = percent(most);
        graphics.drawString("0%", x, below);
        graphics.drawString(end, x + width - graphics.getFontMetrics().stringWidth(end), below);
        graphics.drawString(
                "of the reads a chain was broken in; numbers are those of the worst chains",
                x + width + 18,
                y + BAR - 2);
    }
}
