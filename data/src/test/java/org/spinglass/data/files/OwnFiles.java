// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.ImageSize;

/** Own data as files in a folder, and how they are read: as images of 8x8 where they are pictures. */
abstract class OwnFiles {
    static final FileOptions SMALL = FileOptions.STANDARD.withSize(new ImageSize(8, 8));

    @TempDir
    Path folder;

    static void picture(Path file, int rgb, int width, int height) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < width * height; k++) {
            image.setRGB(k % width, k / width, rgb);
        }
        String name = file.getFileName().toString();
        assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()))
                .isTrue();
    }

    final OwnData load(Path path) {
        return DataFiles.load(path, SMALL, FileListener.silent());
    }

    final Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
