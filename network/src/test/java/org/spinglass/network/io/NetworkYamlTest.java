// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Windows;

class NetworkYamlTest {
    private static final String LINEAR = "name: n\nlayers:\n  - linear: {outputs: classes}\n";

    @TempDir
    private Path folder;

    @Test
    void readsEveryKindOfLayer() {
        String yaml = """
                # a comment
                name: my-net
                layers:
                  - conv2d: {channels: 6, kernel: 5, bias: true}
                  - leaky-relu: 0.001
                  - spectral-pool: {height: 14, width: 13, crop: author}
                  - spectral-pool:
                      height: 8
                      width: 4
                  - max-pool: {height: 4, width: 2}
                  - max-pool: {window-height: 3, window-width: 1}
                  - max-pool: {window: 1}
                  - average-pool: {window-height: 1, window-width: 2, stride: 1}
                  - conv2d: {channels: 4, kernel: 3, padding: same, frozen: true}
                  - conv2d: {channels: 4, kernel: 2, padding: 1, stride: 2}
                  - max-pool: {window: 3, stride: 1, padding: 1}
                  - relu
                  - average-pool: {height: 1, width: 1}
                  - global-average-pool
                  - flatten
                  - linear: {outputs: 84, frozen: true}
                  - batchnorm
                  - leaky-relu: 0
                  - dropout: 0.25
                  - linear: {outputs: classes, bias: true}
                """;
        NetworkSpec spec = NetworkYaml.parse("my-net.yaml", yaml);
        assertThat(spec.name()).isEqualTo("my-net");
        assertThat(spec.on(new Shape(1, 32, 32), 7).layers())
                .containsExactly(
                        new Conv2d(6, 5, true),
                        new LeakyRelu(0.001f),
                        new SpectralPool(14, 13, Crop.AUTHOR),
                        new SpectralPool(8, 4, Crop.CENTRED),
                        new MaxPool(4, 2),
                        MaxPool.ofWindows(3, 1),
                        MaxPool.ofWindows(1, 1),
                        new AveragePool(new Windows(1, 2, true, 1, 0)),
                        new Conv2d(4, 3, 1, 1, false, true),
                        new Conv2d(4, 2, 2, 1, false, false),
                        new MaxPool(new Windows(3, 3, true, 1, 1)),
                        LeakyRelu.relu(),
                        AveragePool.global(),
                        AveragePool.global(),
                        new Flatten(),
                        new Linear(84, false, true),
                        new BatchNorm(),
                        new LeakyRelu(0),
                        new Dropout(0.25f),
                        new Linear(7, true));
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadBack(@ForAll long seed) {
        NetworkSpec spec = Cases.any(seed).spec();
        assertThat(NetworkYaml.parse("text", NetworkYaml.write(spec))).isEqualTo(spec);
    }

    static List<String> names() {
        return Networks.all().stream().map(Networks.BuiltIn::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void builtInNetworksAreWrittenAndReadBack(String name) {
        NetworkSpec spec = Networks.spec(name).withBias(true).withCrop(Crop.AUTHOR);
        assertThat(NetworkYaml.parse("text", NetworkYaml.write(spec))).isEqualTo(spec);
        assertThat(spec.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void builtInNetworksAreThoseOfTheFiles(String name) throws URISyntaxException {
        URL file = Objects.requireNonNull(NetworkYamlTest.class.getResource("builtin/" + name + ".yaml"));
        assertThat(NetworkYaml.read(Path.of(file.toURI()))).isEqualTo(Networks.spec(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            linear: {outputs: 0}               | 3:23: outputs must be a whole number of at least 1, or 'classes', not '0'
            linear: {outputs: -3}              | 3:23: outputs must be a whole number of at least 1, or 'classes', not '-3'
            linear: {outputs: 2.5}             | 3:23: outputs must be a whole number of at least 1, or 'classes', not '2.5'
            linear: {outputs: '12'}            | 3:23: outputs must be a whole number of at least 1, or 'classes', not '12'
            linear: {outputs: 99999999999}     | 3:23: outputs must be a whole number of at least 1, or 'classes', not '99999999999'
            linear: {}                         | 3:5: layer linear needs outputs, for instance 'linear: {outputs: 84}'
            linear: 10                         | 3:13: layer linear needs a mapping, for instance 'linear: {outputs: 84}'
            linear                             | 3:5: layer linear needs its values, for instance 'linear: {outputs: 84}'
            linear: {outputs: 4, size: 3}      | 3:26: layer linear has no 'size'; expected outputs, bias, frozen
            linear: {outputs: 4, outputs: 3}   | 3:26: the key outputs appears twice
            linear: {outputs: [4]}             | 3:23: outputs needs a single value
            linear: {outputs: 4, bias: 1}      | 3:32: bias must be true or false, not '1'
            conv2d: {channels: 4, kernel: 0}   | 3:35: kernel must be a whole number of at least 1, not '0'
            conv2d: {channels: 4}              | 3:5: layer conv2d needs kernel, for instance 'conv2d: {channels: 6, kernel: 5}'
            conv2d: {channels: 4, kernel: 3, padding: 3}   | 3:47: padding must be a whole number from 0 to 2, less than the kernel, or 'same', not '3'
            conv2d: {channels: 4, kernel: 3, padding: valid} | 3:47: padding must be a whole number from 0 to 2, less than the kernel, or 'same', not 'valid'
            conv2d: {channels: 4, kernel: 4, padding: same} | 3:47: padding must be a number where the kernel is even, not 'same'
            conv2d: {channels: 4, kernel: 4, stride: 0}    | 3:46: stride must be a whole number of at least 1, not '0'
            conv2d: {channels: 4, kernel: 4, frozen: 1}    | 3:46: frozen must be true or false, not '1'
            linear: {outputs: classes, frozen: true}       | 2:1: network n needs at least one linear or conv2d layer that is not frozen
            depthwise-conv2d: {channels: 4}    | 3:5: layer depthwise-conv2d needs kernel, for instance 'depthwise-conv2d: {channels: 6, kernel: 5}'
            leaky-relu: 1.5                    | 3:17: the slope of leaky-relu must be a number from 0 to 1, not '1.5'
            leaky-relu: steep                  | 3:17: the slope of leaky-relu must be a number from 0 to 1, not 'steep'
            leaky-relu: .nan                   | 3:17: the slope of leaky-relu must be a number from 0 to 1, not '.nan'
            max-pool: {height: 4}              | 3:5: layer max-pool needs width, for instance 'max-pool: {height: 14, width: 14}'
            max-pool: {window-width: 4}        | 3:5: layer max-pool needs window-height, for instance 'max-pool: {window-height: 2, window-width: 2}'
            max-pool: {window-width: 4, height: 2} | 3:5: layer max-pool needs either height and width, or window-height and window-width, not both
            max-pool: {window-width: 4, window-height: 0} | 3:48: window-height must be a whole number of at least 1, not '0'
            max-pool: {window: 4, window-height: 2} | 3:5: layer max-pool needs either window, or window-height and window-width, not both
            average-pool: {window: 4, height: 2} | 3:5: layer average-pool needs either height and width, or window-height and window-width, not both
            average-pool: {window: 4, padding: 3} | 3:40: padding must be a whole number from 0 to 2, half of the window, not '3'
            max-pool: {height: 4, width: 4, stride: 2} | 3:45: stride is of windows whose size is given, for instance 'max-pool: {window: 3, stride: 1}'; those that tile the input have none
            average-pool: {}                   | 3:5: layer average-pool needs height, for instance 'average-pool: {height: 14, width: 14}'
            add: a                             | 3:10: no layer before is the point 'a'; there is none
            add                                | 3:5: layer add needs the name of a point, for instance 'add: a'
            point: a b                         | 3:12: point must be the name of a point: up to 100 letters, digits and . _ -, beginning with a letter or digit, not 'a b'
            point: {}                          | 3:12: point needs a single value
            relu: 0                            | 3:5: layer relu takes no values; write '- relu'
            global-average-pool: {}            | 3:5: layer global-average-pool takes no values; write '- global-average-pool'
            spectral-pool: {height: 4, width: 4, crop: left} | 3:48: crop must be centred or author, not 'left'
            flatten: {}                        | 3:5: layer flatten takes no values; write '- flatten'
            dropout: 1                         | 3:14: p of dropout must be a number from 0 to below 1, not '1'
            dropout: -0.1                      | 3:14: p of dropout must be a number from 0 to below 1, not '-0.1'
            dropout: much                      | 3:14: p of dropout must be a number from 0 to below 1, not 'much'
            dropout                            | 3:5: layer dropout needs its values, for instance 'dropout: 0.2'
            batchnorm: 8                       | 3:5: layer batchnorm takes no values; write '- batchnorm'
            layernorm: 0.5                     | 3:5: unknown layer 'layernorm'; expected conv2d, depthwise-conv2d, linear, spectral-pool, max-pool, average-pool, global-average-pool, leaky-relu, relu, batchnorm, dropout, flatten, point, from, add or concat
            layernorm                          | 3:5: unknown layer 'layernorm'; expected conv2d, depthwise-conv2d, linear, spectral-pool, max-pool, average-pool, global-average-pool, leaky-relu, relu, batchnorm, dropout, flatten, point, from, add or concat
            [1]                                | 3:5: expected a layer: conv2d, depthwise-conv2d, linear, spectral-pool, max-pool, average-pool, global-average-pool, leaky-relu, relu, batchnorm, dropout, flatten, point, from, add or concat
            flatten                            | 2:1: network n needs at least one linear or conv2d layer
            """)
    void aFaultyLayerIsToldWithItsPlace(String layer, String message) {
        assertFault("name: n\nlayers:\n  - " + layer + "\n", message);
    }

    @Test
    void aFaultyNetworkIsToldWithItsPlace() {
        assertFault("", "1:1: expected a mapping with the keys name and layers");
        assertFault("- 1\n", "1:1: expected a mapping with the keys name and layers");
        assertFault("name: n\n", "1:1: the key layers is missing");
        assertFault(LINEAR.replace("name: n\n", ""), "1:1: the key name is missing");
        assertFault(LINEAR + "colour: red\n", "4:1: unknown key 'colour'; expected name or layers");
        assertFault(LINEAR + "name: m\n", "4:1: the key name appears twice");
        assertFault(LINEAR + "---\nname: m\n", "5:1: expected nothing after the network");
        assertFault("name: n\nlayers: 5\n", "2:9: layers must be a list");
        assertFault(
                LINEAR.replace("name: n", "name: a/b"),
                "1:7: name must be up to 100 letters, digits, blanks and . _ + ( ) -, beginning with a letter or digit, not 'a/b'");
        assertFault(
                LINEAR.replace("name: n", "name: 'a\n\n  b'"),
                "1:7: name must be up to 100 letters, digits, blanks and . _ + ( ) -, beginning with a letter or digit, not 'a\\nb'");
        assertFault(
                LINEAR + "  - linear: {outputs: 3}\n",
                "3:23: only the last layer with weights may have 'classes' outputs");
        assertFault(
                "name: n\nlayers:\n  - linear: {outputs: 3}\n    flatten: 1\n",
                "4:5: expected one layer per list item; begin the next with '- '");
    }

    @Test
    void branchesAreRead() {
        String yaml = """
                name: n
                layers:
                  - conv2d: {channels: 4, kernel: 3, padding: same}
                  - point: in
                  - conv2d: {channels: 4, kernel: 3, padding: same}
                  - add: in
                  - point: '2'
                  - from: in
                  - conv2d: {channels: 4, kernel: 1}
                  - concat: 2
                  - linear: {outputs: classes}
                """;
        assertThat(NetworkYaml.parse("n.yaml", yaml)
                        .on(new Shape(1, 5, 5), 3)
                        .layers()
                        .subList(1, 8))
                .containsExactly(
                        new Point("in"),
                        new Conv2d(4, 3, 1, 1, false, false),
                        new Link.Add("in"),
                        new Point("2"),
                        new Link.From("in"),
                        new Conv2d(4, 1, false),
                        new Link.Concat("2"));
        assertFault(
                yaml.replace("concat: 2", "concat: 3"), "10:13: no layer before is the point '3'; there are: in, 2");
        assertFault(
                yaml.replace("point: '2'", "point: in"), "7:12: there is a point 'in' before; expected another name");
        assertFault(
                yaml.replace("concat: 2", "add: in"),
                "2:1: network n: layer 4 (add in): what it computes is used nowhere; name it by a point behind it");
    }

    @Test
    void textThatIsNotYamlIsToldWithItsPlace() {
        assertThatThrownBy(() -> NetworkYaml.parse("bad.yaml", "name: n\nlayers: [\n"))
                .isInstanceOf(NetworkException.class)
                .message()
                .startsWith(
                        "bad.yaml:2:10: not valid YAML: while parsing a flow node, expected the node content, but found")
                .hasLineCount(1);
    }

    private static void assertFault(String yaml, String message) {
        assertThatThrownBy(() -> NetworkYaml.parse("f.yaml", yaml))
                .isInstanceOf(NetworkException.class)
                .hasMessage("f.yaml:" + message);
    }

    @Test
    void filesAreRead() throws IOException {
        Path file = folder.resolve("n.yaml");
        assertThatThrownBy(() -> NetworkYaml.read(file))
                .isInstanceOf(NetworkException.class)
                .hasMessage(file + ": no such file");
        Files.writeString(file, LINEAR);
        assertThat(NetworkYaml.read(file)).isEqualTo(NetworkYaml.parse("x", LINEAR));
        Files.write(file, new byte[] {'n', (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> NetworkYaml.read(file))
                .isInstanceOf(NetworkException.class)
                .hasMessage(file + ": not a text in UTF-8");
    }

    /** Any damage to a text leads to a network or to one clear exception. */
    @Property(tries = 300)
    void damagedTextsFailClearly(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder yaml = new StringBuilder(NetworkYaml.write(Cases.any(seed).spec()));
        for (int i = 0; i < 3; i++) {
            yaml.setCharAt(random.nextInt(yaml.length()), "x-:{}[],0 \n\"'&*!\t\u0000".charAt(random.nextInt(18)));
        }
        try {
            NetworkYaml.parse("f.yaml", yaml.toString());
        } catch (NetworkException e) {
            assertThat(e.getMessage()).matches("(?s)f\\.yaml:\\d+:\\d+: .+").hasLineCount(1);
        }
    }
}
