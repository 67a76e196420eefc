// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.EpochReport;

final class PicturesTest {
    private static final int TRAINING = 0x1f5fa8;
    private static final int VALIDATION = 0xd95f02;

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static Weights weights(String network, int channels, boolean bias) {
        Network built = Networks.spec(network).withBias(bias).on(new Shape(channels, 32, 32), 10);
        Weights weights = Weights.xavier(built, 1);
        for (int l = 0; l < built.weightLayers() && bias; l++) {
            for (int row = 0; row < built.rows(l); row++) {
                weights.layer(l)[(row + 1) * built.columns(l) - 1] = 100; // a bias that must not show
            }
        }
        return weights;
    }

    @Test
    void aConvolutionHasATileForEveryPairOfChannels() {
        Weights weights = weights("lenet", 3, true);
        KernelTiles tiles = KernelTiles.of(weights);
        assertThat(List.of(tiles.outputs(), tiles.channels(), tiles.height(), tiles.width()))
                .containsExactly(6, 3, 5, 5);
        assertThat(tiles.largest()).isLessThan(100);
        assertThat(tiles.value(2, 1, 3, 4)).isEqualTo(weights.layer(0)[2 * 76 + 25 + 3 * 5 + 4]);
    }

    @Test
    void aLinearLayerIsShownInTheShapeItSees() {
        KernelTiles tiles = KernelTiles.of(weights("mlp", 1, false));
        assertThat(List.of(tiles.outputs(), tiles.channels(), tiles.height(), tiles.width()))
                .containsExactly(128, 1, 8, 8);
        var flat = NetworkYaml.parse(
                "test",
                "name: flat\nlayers:\n  - spectral-pool: {height: 1, width: 1}\n  - linear: {outputs: classes}\n");
        tiles = KernelTiles.of(Weights.xavier(flat.on(new Shape(3, 4, 4), 10), 1));
        assertThat(List.of(tiles.outputs(), tiles.channels(), tiles.height(), tiles.width()))
                .containsExactly(10, 1, 1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet", "linear", "mlp", "spectral-linear", "small-cnn", "cnn"})
    void everyNetworkCanBeDrawn(String network) throws IOException {
        BufferedImage image = read(KernelPicture.png(weights(network, 3, false)));
        assertThat(image.getWidth()).isBetween(900, 3000);
        int tiles = tinted(image, 60) + tinted(image, -60);
        assertThat(tinted(image, 60)).as("red of %s", tiles).isBetween(tiles / 4, tiles * 3 / 4);
    }

    /** The pixels that have more red than blue by a margin, or for a negative one more blue. */
    private static int tinted(BufferedImage image, int margin) {
        int count = 0;
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            int excess = (pixel >> 16 & 0xff) - (pixel & 0xff);
            count += margin > 0 ? (excess > margin ? 1 : 0) : (excess < margin ? 1 : 0);
        }
        return count;
    }

    /** Small start weights are pale beside those that training made of them: one colour is one value. */
    @Test
    void weightsBeforeTrainingHaveTheColoursOfThoseAfter() throws IOException {
        Weights after = weights("lenet", 3, false);
        assertThat(KernelPicture.pngBefore(after, after)).isNotEqualTo(KernelPicture.png(after)); // by its title
        Weights before = after.copy();
        for (int k = 0; k < before.layer(0).length; k++) {
            before.layer(0)[k] /= 10;
        }
        BufferedImage pale = read(KernelPicture.pngBefore(before, after));
        BufferedImage tiles = pale.getSubimage(0, 0, pale.getWidth(), pale.getHeight() - 80);
        assertThat(tinted(tiles, 60) + tinted(tiles, -60)).isZero();
        assertThat(tinted(tiles, 8) + tinted(tiles, -8)).isPositive();
    }

    @Test
    void weightsThatAreAllZeroCanBeDrawn() throws IOException {
        Network network = Networks.spec("lenet").on(new Shape(1, 32, 32), 10);
        BufferedImage image = read(KernelPicture.png(new Weights(network)));
        // the scale below the tiles has both colours; the tiles have neither
        assertThat(tinted(image, 60)).isPositive();
        BufferedImage tiles = image.getSubimage(0, 0, image.getWidth(), image.getHeight() - 80);
        assertThat(tinted(tiles, 60) + tinted(tiles, -60)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 200})
    void trainingOfAnyLengthCanBePlotted(int epochs) throws IOException {
        List<EpochReport> reports = IntStream.rangeClosed(1, epochs)
                .mapToObj(i -> new EpochReport(
                        i, i, i == 2 ? Double.NaN : 1.0 / i, 1 - 0.5 / i, epochs == 3 ? Double.NaN : 0.9, List.of()))
                .toList();
        BufferedImage image = read(TrainingPlot.png("lenet", reports));
        assertThat(image.getWidth()).isEqualTo(2080);
        assertThat(image.getHeight()).isEqualTo(720);
        BufferedImage accuracy = image.getSubimage(0, 0, 1040, 720);
        BufferedImage loss = image.getSubimage(1040, 0, 1040, 720);
        assertThat(places(accuracy, TRAINING)).hasSizeGreaterThan(50);
        assertThat(places(accuracy, VALIDATION).isEmpty()).isEqualTo(epochs == 3);
        assertThat(places(loss, VALIDATION)).isEmpty();
        List<Point> curve = places(loss, TRAINING);
        assertThat(curve).hasSizeGreaterThan(50);
        if (epochs > 2) {
            // a loss of 1 stands at the top of some 520 rows; many epochs are lines alone, here from the third on
            double first = epochs > 30 ? 1.0 / 3 : 1;
            assertThat(curve.getLast().x - curve.getFirst().x).isGreaterThan(700);
            assertThat(curve.getLast().y - curve.getFirst().y)
                    .isCloseTo((int) (520 * (first - 1.0 / epochs)), within(30));
        }
    }

    @Test
    void validationOfEveryTenthEpochIsALine() throws IOException {
        List<EpochReport> reports = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> new EpochReport(i, i, 0.5, 0.99, i % 10 == 0 ? 0.9 : Double.NaN, List.of()))
                .toList();
        List<Point> curve = places(read(TrainingPlot.png("lenet", reports)).getSubimage(0, 0, 900, 720), VALIDATION);
        assertThat(curve.getLast().x - curve.getFirst().x).isGreaterThan(400);
    }

    /** Where a colour is, column by column from the left. */
    private static List<Point> places(BufferedImage image, int colour) {
        List<Point> places = new ArrayList<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & 0xffffff) == colour) {
                    places.add(new Point(x, y));
                }
            }
        }
        return places;
    }
}
