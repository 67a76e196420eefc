/**
 * Architectures and weights in and out: {@link org.spinglass.network.io.NetworkYaml} and safetensors, by {@link
 * org.spinglass.network.io.WeightsFile}.
 *
 * <pre>{@code
 * NetworkSpec spec = NetworkYaml.parse("mine", "{name: mine, layers: [flatten, linear: {outputs: classes}]}");
 * Path file = Files.createTempDirectory("spinglass").resolve("weights.safetensors");
 * WeightsFile.write(file, Weights.xavier(spec.on(new Shape(1, 8, 8), 10), 42));
 * System.out.println(WeightsFile.read(file).network().parameters()); // 640
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.io;
