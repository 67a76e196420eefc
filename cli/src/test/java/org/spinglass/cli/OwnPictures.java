// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Folders of pictures as people have them: of several sizes and kinds, in folders named by their classes. */
final class OwnPictures {
    private OwnPictures() {}

    /** Bars that lie, that stand, and discs, so many of each, bright on a darker ground. */
    static Path write(Path folder, int each, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String[] classes = {"disc", "lying", "standing"};
        for (int k = 0; k < classes.length; k++) {
            Path own = Files.createDirectories(folder.resolve(classes[k]));
            for (int i = 0; i < each; i++) {
                int width = random.nextInt(20, 90);
                int height = random.nextInt(20, 90);
                String kind = i % 2 == 0 ? "png" : "jpg";
                ImageIO.write(
                        picture(k, width, height, random),
                        kind,
                        own.resolve(i + "." + kind).toFile());
            }
        }
        return folder;
    }

    private static BufferedImage picture(int k, int width, int height, SplittableRandom random) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        int ground = random.nextInt(60);
        graphics.setColor(new Color(ground, ground, ground));
        graphics.fillRect(0, 0, width, height);
        int bright = random.nextInt(160, 256);
        graphics.setColor(new Color(bright, bright, bright));
        double x = width * random.nextDouble(0.3, 0.7);
        double y = height * random.nextDouble(0.3, 0.7);
        switch (k) {
            case 0 ->
                graphics.fillOval(
                        (int) (x - width * 0.2), (int) (y - height * 0.2), (int) (width * 0.4), (int) (height * 0.4));
            case 1 ->
                graphics.fillRect(
                        (int) (width * 0.1), (int) (y - height * 0.06), (int) (width * 0.8), (int) (height * 0.12));
            default ->
                graphics.fillRect(
                        (int) (x - width * 0.06), (int) (height * 0.1), (int) (width * 0.12), (int) (height * 0.8));
        }
        graphics.dispose();
        return image;
    }
}
