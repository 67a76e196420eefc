// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Folders of runs as training writes them. */
final class RunFixture {
    static final String CONFIG = """
            version: "0.1.0"
            started: 2026-11-28T09:20:15Z
            configuration:
              network: lenet
              data: digits
              dataDir: null
              samples: 1000
              validation: 2000
              method: response
              sampler: sa
              move: single-spin
              bits: %d
              epochs: 3
              seed: %d
              threads: 1
              bias: false
              crop: centred
              settings: {}
            settings:
              sampler: sa
              bits: %d
              temperature: 1.0E-4
            dataDigest: 60cc63cf
            machine:
              java: OpenJDK 25
              processors: 2
            resumptions: []
            """;

    static final String METRICS = """
            epoch,seconds,trainLoss,trainAccuracy,validationAccuracy,layer1Energy,layer1Bound,layer1Gap,layer1Acceptance
            1,3.08,0.8847,0.669,0.6455,0.3138,0.3120,0.0018,0.5997
            2,3.84,0.6147,0.951,0.8990,0.1524,0.1501,0.0023,0.5121
            3,4.58,0.3471,0.982,0.9375,0.0592,0.0570,0.0022,0.4598
            """;

    private RunFixture() {}

    /** A run of three epochs, without pictures, data and evaluation. */
    static Path write(Path folder, long seed, int bits, double accuracy) {
        file(folder, "config.yaml", String.format(Locale.ROOT, CONFIG, bits, seed, bits));
        file(folder, "metrics.csv", METRICS.replace("0.9375", Double.toString(accuracy)));
        file(folder, "network.yaml", "name: \"lenet\"\nlayers:\n  - conv2d: {channels: 6, kernel: 5}\n");
        file(folder, "summary.json", """
                {"network": "lenet", "data": "digits", "epochs": 3, "plannedEpochs": 3, "seed": %s, "trainAccuracy": 0.982,
                 "validationAccuracy": %s, "bestValidationAccuracy": %s, "bestEpoch": 3, "testAccuracy": null,
                 "trainLoss": 0.3471, "seconds": 4.58, "interrupted": false, "quantum": null, "parameters": 61470}
                """.formatted(seed, accuracy, accuracy));
        return folder;
    }

    /** The same with all that a run can have; the first class has the name that is given. */
    static Path writeWhole(Path folder, String className) {
        write(folder, 1, 8, 0.9375);
        for (String picture : new String[] {"kernels.png", "kernels-before.png", "training.png", "sheet.png"}) {
            file(folder, picture, png());
        }
        String name = className.replace("\\", "\\\\").replace("\"", "\\\"");
        file(folder, "data.json", """
                {"name": "%s", "source": "%s", "classNames": ["%s", "b"], "channels": 1, "height": 2, "width": 2,
                 "training": [500, 500], "validation": [1000, 1000], "test": null, "smallest": null, "largest": null,
                 "leftOut": ["%s: no picture"], "sheet": "sheet.png"}
                """.formatted(name, name, name, name));
        file(folder, "evaluation.json", """
                {"data": "validation images of %s", "count": 2000, "accuracy": 0.9375, "standardError": 0.0054,
                 "classNames": ["%s", "b"], "confusion": [[940, 60], [65, 935]],
                 "classes": [{"name": "%s", "count": 1000, "precision": 0.9353, "recall": 0.94},
                             {"name": "b", "count": 1000, "precision": null, "recall": 0.935}],
                 "mostWrong": [{"name": "%s", "image": "data:image/png;base64,%s", "expected": "%s", "predicted": "b",
                                "confidence": 0.98}]}
                """.formatted(
                        name, name, name, name, Base64.getEncoder().encodeToString(png()), name));
        return folder;
    }

    static byte[] png() {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        try {
            ImageIO.write(
                    new java.awt.image.BufferedImage(2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return picture.toByteArray();
    }

    static void file(Path folder, String name, String text) {
        file(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static void file(Path folder, String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
