package org.spinglass.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.network.Network;
import org.spinglass.network.NetworkYaml;
import org.spinglass.network.Networks;
import org.spinglass.network.Shape;
import org.spinglass.network.Weights;
import org.spinglass.training.EpochReport;

final class PicturesTest {
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
        boolean hasRed = false;
        boolean hasBlue = false;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int red = image.getRGB(x, y) >> 16 & 0xff;
                int blue = image.getRGB(x, y) & 0xff;
                hasRed |= red > blue + 60;
                hasBlue |= blue > red + 60;
            }
        }
        assertThat(hasRed && hasBlue).isTrue();
    }

    @Test
    void weightsThatAreAllZeroCanBeDrawn() throws IOException {
        Network network = Networks.spec("lenet").on(new Shape(1, 32, 32), 10);
        assertThat(read(KernelPicture.png(new Weights(network)))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 200})
    void trainingOfAnyLengthCanBePlotted(int epochs) throws IOException {
        List<EpochReport> reports = java.util.stream.IntStream.rangeClosed(1, epochs)
                .mapToObj(i -> new EpochReport(
                        i, i, i == 2 ? Double.NaN : 1.0 / i, 1 - 0.5 / i, epochs == 3 ? Double.NaN : 0.9, List.of()))
                .toList();
        BufferedImage image = read(TrainingPlot.png("lenet", reports));
        assertThat(image.getWidth()).isEqualTo(2080);
        assertThat(image.getHeight()).isEqualTo(720);
    }
}
