// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

class WeightsFileTest {
    /** 2 x 3 weights and 2 biases: 32 bytes of data. */
    private static final Network SMALL = Network.of("small", new Shape(3, 1, 1), List.of(new Linear(2, true)));

    private static final String HEADER = """
            {"layer0.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
            "layer0.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}""";

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("w.safetensors");
    }

    private static byte[] bytes(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(json.length).put(json);
        for (int i = 0; buffer.remaining() >= 4; i++) {
            buffer.putFloat(i + 1);
        }
        return buffer.array();
    }

    private void assertFault(byte[] content, String message) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(() -> WeightsFile.read(file, SMALL))
                .isInstanceOf(NetworkException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void columnsAndSignsAreThoseOfOtherPrograms() throws IOException {
        Files.write(file, bytes(HEADER, 32));
        assertThat(WeightsFile.read(file, SMALL).layer(0)).containsExactly(1, 2, 3, -7, 4, 5, 6, -8);
    }

    @Property(tries = 100)
    void whatIsWrittenIsReadBack(@ForAll long seed) throws IOException {
        Network network = Cases.any(seed);
        Weights weights = Cases.weights(network, seed);
        Path temporary = Files.createTempFile("spinglass", ".safetensors");
        try {
            WeightsFile.write(temporary, weights);
            for (Weights read : List.of(WeightsFile.read(temporary), WeightsFile.read(temporary, network))) {
                assertThat(read.network().shapes()).isEqualTo(network.shapes());
                assertThat(read.network().layers()).isEqualTo(network.layers());
                for (int l = 0; l < network.weightLayers(); l++) {
                    assertThat(read.layer(l)).isEqualTo(weights.layer(l));
                }
                for (int n = 0; n < network.norms(); n++) {
                    assertThat(read.norm(n)).isEqualTo(weights.norm(n));
                }
            }
        } finally {
            Files.delete(temporary);
        }
    }

    /** A file that PyTorch's state makes counts batches too; a variance below zero would make numbers of none. */
    @Test
    void batchNormalisationsAreNamedAsPyTorchDoes() {
        Network network = Network.of("n", new Shape(1, 1, 1), List.of(new BatchNorm(), new Linear(1, false)));
        List<Tensor> tensors = new ArrayList<>(List.of(
                new Tensor("layer0.weight", List.of(1, 1), new float[] {7}),
                new Tensor("norm0.weight", List.of(1), new float[] {2}),
                new Tensor("norm0.bias", List.of(1), new float[] {3}),
                new Tensor("norm0.running_mean", List.of(1), new float[] {4}),
                new Tensor("norm0.num_batches_tracked", List.of(), new float[] {10})));
        Tensor variance = new Tensor("norm0.running_var", List.of(1), new float[] {5});
        tensors.add(variance);
        Safetensors.write(file, new Safetensors.Content(tensors, Map.of()));
        assertThat(WeightsFile.read(file, network).norm(0)).containsExactly(2, 3, 4, 5);
        variance.values()[0] = -1;
        Safetensors.write(file, new Safetensors.Content(tensors, Map.of()));
        assertThatThrownBy(() -> WeightsFile.read(file, network))
                .hasMessage(file + ": tensor norm0.running_var has a negative value, which no variance has");
        tensors.remove(variance);
        Safetensors.write(file, new Safetensors.Content(tensors, Map.of()));
        assertThatThrownBy(() -> WeightsFile.read(file, network))
                .hasMessageStartingWith(file + ": no tensor norm0.running_var, which n: 1x1x1 -> batchnorm");
    }

    @Test
    void dataIsAlignedAndTheHeaderNamesTheShapes() throws IOException {
        Network network = Network.of("c", new Shape(2, 4, 5), List.of(new Conv2d(3, 2, false), new Linear(1, true)));
        WeightsFile.write(file, new Weights(network));
        byte[] content = Files.readAllBytes(file);
        int length =
                (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(length % 8).isZero();
        assertThat(content).hasSize(8 + length + 4 * (24 + 36 + 1));
        assertThat(new String(content, 8, length, StandardCharsets.UTF_8))
                .contains("\"layer0.weight\":{\"dtype\":\"F32\",\"shape\":[3,2,2,2],\"data_offsets\":[0,96]}")
                .contains("\"layer1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[240,244]}")
                .contains("\"input\":\"2x4x5\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [2,3]      | [3,2]         | tensor layer0.weight has shape [3, 2], but network small needs [2, 3]
            [2,3]      | [2,4]         | tensor layer0.weight: the bytes from 0 to 24 do not fit the shape [2, 4]
            [2,3]      | [-2,-3]       | tensor layer0.weight: a side of its shape is -2, expected a whole number from 0 to 2147483647
            [2,3]      | 6             | tensor layer0.weight: no list 'shape'
            [2,3],     | [2147483647,2147483647,2147483647], | tensor layer0.weight: the bytes from 0 to 24 do not fit the shape [2147483647, 2147483647, 2147483647]
            [0,24]     | [24,0]        | tensor layer0.weight: the bytes from 24 to 0 do not fit the shape [2, 3]
            [0,24]     | [0,24,32]     | tensor layer0.weight: 'data_offsets' is [0,24,32], expected two whole numbers
            [0,24]     | [-24,0]       | tensor layer0.weight: 'data_offsets' is [-24,0], expected two whole numbers
            [24,32]    | [20,28]       | tensor layer0.bias begins at byte 20 of the data, expected 24: it overlaps another
            [24,32]    | [28,36]       | tensor layer0.bias begins at byte 28 of the data, expected 24: a gap
            "F32"      | "F16"         | tensor layer0.weight: its dtype is "F16", expected "F32"
            layer0.bias| layer1.bias   | no tensor layer0.bias, which small: 3x1x1 -> linear to 2 2x1x1 needs; network small has no tensor layer1.bias
            {"layer0.w | {"__metadata__":5,"layer0.w | __metadata__ is not a JSON object
            {"layer0.w | {"__metadata__":{"a":5},"layer0.w | metadata 'a' is not a text
            """)
    void aHeaderThatDoesNotFitIsToldWithItsTensor(String old, String changed, String message) throws IOException {
        int at = HEADER.indexOf(old);
        String header = HEADER.substring(0, at) + changed + HEADER.substring(at + old.length());
        assertFault(bytes(header, 32), message);
    }

    /** Whoever brings weights from elsewhere sees at once what does not fit. */
    @Test
    void allThatDoesNotFitIsToldInOneMessage() throws IOException {
        Network wanted = Network.of("w", new Shape(3, 1, 1), List.of(new Linear(3, true), new Linear(1, false)));
        Files.write(file, bytes(HEADER, 32));
        assertThatThrownBy(() -> WeightsFile.read(file, wanted))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        file + ": no tensor layer1.weight, which " + wanted + " needs; tensor layer0.weight has shape"
                                + " [2, 3], but network w needs [3, 3]; tensor layer0.bias has shape [2], but network w needs [3]");
    }

    @Test
    void unknownTensorsAreRefused() throws IOException {
        String more = ",\"extra\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[32,36]}}";
        assertFault(bytes(HEADER.substring(0, HEADER.length() - 1) + more, 36), "network small has no tensor extra");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] whole = bytes(HEADER, 32);
        assertFault(new byte[5], "has 5 bytes, too few for a safetensors file, which begins with 8");
        assertFault(
                Arrays.copyOf(whole, whole.length - 4),
                "its tensors need 32 bytes of data, but 28 are there: the file is truncated");
        assertFault(
                Arrays.copyOf(whole, whole.length + 4),
                "its tensors need 32 bytes of data, but 36 are there: something follows the last");
        assertFault(
                Arrays.copyOf(whole, 50),
                "is not a safetensors file, or truncated: its first 8 bytes announce a header of " + HEADER.length()
                        + " bytes, but 42 bytes follow");
        byte[] png = "\u0089PNG\r\n\u001a\n and more".getBytes(StandardCharsets.ISO_8859_1);
        assertFault(
                png,
                "is not a safetensors file, or truncated: its first 8 bytes announce a header of 727905341920923785"
                        + " bytes, but 9 bytes follow");
        byte[] infinite = whole.clone();
        ByteBuffer.wrap(infinite).order(ByteOrder.LITTLE_ENDIAN).putFloat(whole.length - 4, Float.NaN);
        assertFault(infinite, "tensor layer0.bias: value 1 is NaN, expected only finite numbers");
        assertThatThrownBy(() -> WeightsFile.read(folder.resolve("none")))
                .isInstanceOf(NetworkException.class)
                .hasMessage(folder.resolve("none") + ": no such file");
        assertThatThrownBy(() -> WeightsFile.read(folder))
                .isInstanceOf(NetworkException.class)
                .hasMessage(folder + ": is a folder, expected a safetensors file");
    }

    @Test
    void aFileWithoutItsNetworkNeedsOne() throws IOException {
        Files.write(file, bytes(HEADER, 32));
        assertThatThrownBy(() -> WeightsFile.read(file))
                .isInstanceOf(NetworkException.class)
                .hasMessage(file + ": the metadata has no 'network', so the network must be given by other means");
    }

    /** Any flipped bytes lead to weights or to one exception that names the file. */
    @Property(tries = 300)
    void changedFilesFailClearly(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path temporary = Files.createTempFile("spinglass", ".safetensors");
        try {
            WeightsFile.write(temporary, Cases.weights(SMALL, seed));
            byte[] content = Files.readAllBytes(temporary);
            for (int i = random.nextInt(3); i >= 0; i--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt(256);
            }
            Files.write(temporary, Arrays.copyOf(content, content.length - (random.nextInt(4) == 0 ? 1 : 0)));
            WeightsFile.read(temporary);
        } catch (NetworkException e) {
            assertThat(e.getMessage()).startsWith(temporary + ": ");
        } finally {
            Files.delete(temporary);
        }
    }

    @Test
    void afterAFailedWriteTheOldFileIsWhole() throws IOException {
        Weights weights = Cases.weights(SMALL, 1);
        WeightsFile.write(file, weights);
        byte[] before = Files.readAllBytes(file);
        weights.layer(0)[5] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> WeightsFile.write(file, weights))
                .isInstanceOf(NetworkException.class)
                .hasMessage(file + ": tensor layer0.weight: value 4 is Infinity, expected only finite numbers");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        weights.layer(0)[5] = 0;
        assertThatThrownBy(() -> WeightsFile.write(file.resolve("below"), weights))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("below: cannot be written");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
