// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import org.spinglass.network.layer.Weights;

/** The first weight layer's kernels as pictures in one colour scale, blue below zero and red above, as a PNG. */
public final class KernelPicture {
    private static final int MOST_OUTPUTS = 256;
    private static final int ACROSS = 16;
    private static final int TILE = 130;
    private static final int GAP = 12;
    private static final int LABEL = 26;
    private static final int MARGIN = 30;
    private static final int TITLE = 64;
    private static final int BAR = 26;
    private static final int LEAST_WIDTH = 900;
    private static final Color INK = new Color(0x33, 0x33, 0x33);

    private final KernelTiles tiles;
    private final String title;
    private final float largest;
    private final int across;
    private final int zoom;
    private final int left;

    /** The weights of a network, in the colours of a largest one; what is larger has its colour. */
    private KernelPicture(KernelTiles all, String of, float largest) {
        this.tiles = all.first(MOST_OUTPUTS);
        this.title = "Weights of " + of + ", " + all.layer()
                + (all.outputs() > MOST_OUTPUTS ? ": the first " + MOST_OUTPUTS + " of " + all.outputs() : "");
        this.largest = largest > 0 ? largest : 1;
        this.across = Math.min(tiles.outputs(), ACROSS);
        this.zoom = Math.max(1, TILE / Math.max(tiles.height(), tiles.width()));
        this.left = MARGIN + (tiles.channels() > 1 ? 70 : 0);
    }

    /** The picture of the first layer of some weights. */
    public static byte[] png(Weights weights) throws IOException {
        KernelTiles tiles = KernelTiles.of(weights);
        return Png.of(new KernelPicture(tiles, weights.network().name(), largest(tiles)).draw());
    }

    /** The picture of the same layer before training, in the colours of the picture after it. */
    public static byte[] pngBefore(Weights before, Weights after) throws IOException {
        String of = before.network().name() + " before training";
        return Png.of(new KernelPicture(KernelTiles.of(before), of, largest(KernelTiles.of(after))).draw());
    }

    private static float largest(KernelTiles all) {
        return all.first(MOST_OUTPUTS).largest();
    }

    private int blockHeight() {
        return LABEL + tiles.channels() * (tiles.height() * zoom + GAP) + GAP;
    }

    private BufferedImage draw() {
        int blocks = (tiles.outputs() + across - 1) / across;
        int width = Math.max(LEAST_WIDTH, left + across * (tiles.width() * zoom + GAP) - GAP + MARGIN);
        int height = TITLE + MARGIN + blocks * blockHeight() + BAR + 2 * MARGIN;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setColor(INK);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 26));
            graphics.drawString(title, MARGIN, MARGIN + 22);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
            for (int output = 0; output < tiles.outputs(); output++) {
                int x = left + output % across * (tiles.width() * zoom + GAP);
                drawOutput(graphics, image, output, x, TITLE + MARGIN + output / across * blockHeight());
            }
            drawBar(graphics, image, height - MARGIN - BAR);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void drawOutput(Graphics2D graphics, BufferedImage image, int output, int x, int top) {
        graphics.setColor(INK);
        drawCentred(graphics, Integer.toString(output + 1), x + tiles.width() * zoom / 2, top + LABEL - 8);
        for (int channel = 0; channel < tiles.channels(); channel++) {
            int y = top + LABEL + channel * (tiles.height() * zoom + GAP);
            if (tiles.channels() > 1 && output % across == 0) {
                drawCentred(graphics, "in " + (channel + 1), (MARGIN + left - GAP) / 2, y + tiles.height() * zoom / 2);
            }
            for (int row = 0; row < tiles.height() * zoom; row++) {
                for (int column = 0; column < tiles.width() * zoom; column++) {
                    float value = tiles.value(output, channel, row / zoom, column / zoom);
                    image.setRGB(x + column, y + row, colour(value / largest));
                }
            }
            graphics.drawRect(x - 1, y - 1, tiles.width() * zoom + 1, tiles.height() * zoom + 1);
        }
    }

    private void drawBar(Graphics2D graphics, BufferedImage image, int y) {
        graphics.setColor(INK);
        FontMetrics metrics = graphics.getFontMetrics();
        String least = String.format(Locale.ROOT, "%.3g", -largest);
        int from = MARGIN + metrics.stringWidth(least) + GAP;
        int length = 360;
        int base = y + BAR / 2 + metrics.getAscent() / 2 - 2;
        graphics.drawString(least, MARGIN, base);
        for (int i = 0; i < length; i++) {
            for (int row = 0; row < BAR; row++) {
                image.setRGB(from + i, y + row, colour(2f * i / (length - 1) - 1));
            }
        }
        graphics.drawRect(from - 1, y - 1, length + 1, BAR + 1);
        graphics.drawString(String.format(Locale.ROOT, "%.3g", largest), from + length + GAP, base);
        drawCentred(graphics, "0", from + length / 2, base);
    }

    private static void drawCentred(Graphics2D graphics, String text, int x, int y) {
        graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, y);
    }

    /** Blue at -1, white at 0, red at 1, with lightness falling evenly to both sides. */
    private static int colour(float value) {
        float share = Math.min(1, Math.abs(value));
        int[] end = value < 0 ? new int[] {0x05, 0x4a, 0x91} : new int[] {0xa5, 0x0f, 0x26};
        int rgb = 0;
        for (int channel : end) {
            rgb = rgb << 8 | Math.round(255 + (channel - 255) * share);
        }
        return rgb;
    }
}
