// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

/** Networks and samples that have no targets. */
class InverseRefusalsTest {
    @Test
    void whatCannotBeInvertedIsRefused() {
        Shape input = new Shape(1, 4, 4);
        InverseOptions plain = InverseOptions.of(InverseMode.EXACT);
        Network relu = Network.of(
                "relu", input, List.of(new Linear(2, false), new LeakyRelu(0), new Linear(3, false), new LeakyRelu(0)));
        new InverseNetwork(relu, plain, Targets.ALONE);
        assertThatThrownBy(() -> new InverseNetwork(relu, plain.withActivation(ActivationInverse.SIGN), Targets.ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("inverse of network relu: layer 4 (relu): targets cannot be divided by the slope 0");
        Network residual = Network.of(
                "n", input, List.of(new Point("a"), new Conv2d(1, 1, false), new Link.Add("a"), new Linear(2, false)));
        assertThatThrownBy(() -> new InverseNetwork(residual, plain, Targets.ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network n: layer 3 (add a): targets cannot go back where branches part or meet");
        Network depthwise =
                Network.of("n", input, List.of(new DepthwiseConv2d(1, 2, 1, 0, false, false), new Linear(2, false)));
        assertThatThrownBy(() -> new InverseNetwork(depthwise, plain, Targets.ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network n: layer 1 (depthwise-conv2d 2x2): depthwise convolutions have no targets");
        for (Layer layer : List.of(new BatchNorm(), new Dropout(0.5f))) {
            Network with = Network.of("n", input, List.of(new Linear(3, false), layer, new Linear(2, false)));
            assertThatThrownBy(() -> new InverseNetwork(with, plain, Targets.ALONE))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageStartingWith(
                            "inverse of network n: layer 2 (" + layer.describe() + "): targets cannot go");
        }
        Network large = Networks.named("small-vgg", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
        assertThatThrownBy(() -> new InverseNetwork(large, InverseOptions.of(InverseMode.FOURIER), Targets.ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("inverse of network small-vgg: layer 3 (conv2d 3x3, padding 1): the inverse of a matrix of"
                        + " 16384 x 16384 elements would take hours; expected at most 33554432 elements");
        Network overlapping = Network.of(
                "n",
                input,
                List.of(new Conv2d(1, 1, false), new MaxPool(new Windows(2, 2, true, 1, 0)), new Linear(2, false)));
        assertThatThrownBy(() -> new InverseNetwork(overlapping, plain, Targets.ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network n: layer 2 (max-pool by windows of 2x2, stride 1): windows that overlap have"
                                + " no inverse");
        assertThatThrownBy(() -> new InverseNetwork(relu, plain.withAmplification(List.of(1f, 2f, 3f)), Targets.ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("network relu has 2 weight layers, but there are 3 amplification factors");
        assertThatThrownBy(() -> plain.withAmplification(List.of(2f, 2f)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("the first weight layer is never inverted; its amplification must be 1, not 2.0");
        assertThatThrownBy(() -> plain.withAmplification(List.of(1f, Float.NaN)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("amplification factors must be positive, not NaN");
    }

    @Test
    void samplesThatDoNotFitAreRefused() {
        Network network = Network.of(
                "net", Shape.vector(2), List.of(new Linear(2, false), new LeakyRelu(0.5f), new Linear(3, false)));
        Weights weights = Cases.weights(network, 1);
        InverseNetwork inverse = Targets.inverse(
                network, InverseOptions.of(InverseMode.EXACT).withActivation(ActivationInverse.PATTERN), weights);
        assertThatThrownBy(() -> inverse.propagate(new float[3], 1))
                .isInstanceOf(NetworkException.class)
                .hasMessage("division by the pattern of activations needs a forward pass of the samples");
        ForwardPass pass = new ForwardPass(network, 2, Targets.ALONE);
        pass.run(new float[4], 2, weights);
        assertThatThrownBy(() -> inverse.propagate(new float[5], pass))
                .isInstanceOf(NetworkException.class)
                .hasMessage("2 samples of 3 wanted outputs do not fit an array of 5 values");
        ForwardPass other = new ForwardPass(Targets.tail(network, 2), 1, Targets.ALONE);
        assertThatThrownBy(() -> inverse.propagate(new float[3], other))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("a forward pass of tail: 2x1x1");
        assertThatThrownBy(() -> inverse.targets(2)).isInstanceOf(NetworkException.class);
    }
}
