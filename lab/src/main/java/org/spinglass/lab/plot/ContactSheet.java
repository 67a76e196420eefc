// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.spinglass.data.Samples;

/** The first images of each class, a class a row, as a PNG: a look at what a network is trained on. */
public final class ContactSheet {
    private static final int ACROSS = 12;
    private static final int MOST_CLASSES = 40;
    private static final int SIDE = 64;
    private static final int GAP = 6;
    private static final int MARGIN = 20;
    private static final int NAMES = 190;
    private static final int LONGEST_NAME = 20;

    private ContactSheet() {}

    /**
     * Draws the sheet.
     *
     * @param samples images; of more than forty classes the first forty are shown
     * @param classNames names of the classes
     * @throws IOException when the picture cannot be made
     */
    public static byte[] png(Samples samples, List<String> classNames) throws IOException {
        int zoom = Math.max(1, SIDE / Math.max(samples.height(), samples.width()));
        int width = samples.width() * zoom + GAP;
        int height = samples.height() * zoom + GAP;
        int classes = Math.min(MOST_CLASSES, classNames.size());
        BufferedImage sheet = new BufferedImage(
                2 * MARGIN + NAMES + ACROSS * width, 2 * MARGIN + classes * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            graphics.setColor(new Color(0x33, 0x33, 0x33));
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
            for (int k = 0; k < classes; k++) {
                int top = MARGIN + k * height;
                int base = top + (height - GAP) / 2 + graphics.getFontMetrics().getAscent() / 2;
                graphics.drawString(shortened(classNames.get(k)), MARGIN, base);
                int x = MARGIN + NAMES;
                for (int sample : firstOf(samples, k)) {
                    graphics.drawImage(SamplePictures.of(samples, sample, zoom), x, top, null);
                    x += width;
                }
            }
        } finally {
            graphics.dispose();
        }
        return Png.of(sheet);
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "\u2026" : name;
    }

    private static List<Integer> firstOf(Samples samples, int label) {
        List<Integer> found = new ArrayList<>();
        for (int sample = 0; sample < samples.count() && found.size() < ACROSS; sample++) {
            if (samples.label(sample) == label) {
                found.add(sample);
            }
        }
        return found;
    }
}
