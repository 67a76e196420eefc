// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts of one size as one PNG, two beside each other. */
final class PanelPicture {
    private static final int ACROSS = 2;

    private PanelPicture() {}

    static void write(List<? extends Chart<?, ?>> charts, Path file) throws IOException {
        int width = charts.getFirst().getWidth();
        int height = charts.getFirst().getHeight();
        int rows = (charts.size() + ACROSS - 1) / ACROSS;
        BufferedImage image = new BufferedImage(ACROSS * width, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int k = 0; k < charts.size(); k++) {
            Graphics2D part = (Graphics2D) graphics.create(k % ACROSS * width, k / ACROSS * height, width, height);
            charts.get(k).paint(part, width, height);
            part.dispose();
        }
        graphics.dispose();
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException(file.toString());
        }
    }
}
