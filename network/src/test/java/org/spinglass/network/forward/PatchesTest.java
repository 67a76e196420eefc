// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

class PatchesTest {
    @Property(tries = 200)
    void weightsTimesPatchesAreTheOutputs(@ForAll long seed) {
        Network network = Cases.any(seed);
        Weights weights = Cases.weights(network, seed);
        ForwardPass pass = new ForwardPass(network, 2, Workers.of(1));
        pass.run(Cases.samples(network, 2, seed), 2, weights);
        for (int l = 0; l < network.weightLayers(); l++) {
            Patches patches = new Patches(network, l);
            int sites = patches.sites();
            float[] u = new float[patches.size() + 3];
            int inputSize = network.inputOf(l).size();
            float[] outputs = pass.at(network.layerIndex(l) + 1);
            for (int unit = 0; unit < network.outputOf(l).size(); unit++) {
                if (unit % sites == 0) {
                    patches.gather(pass.inputsOf(l), inputSize + patches.begin(unit / sites), u, 3);
                }
                double sum = 0;
                for (int j = 0; j < patches.columns(); j++) {
                    sum += (double) weights.layer(l)[unit / sites * patches.columns() + j]
                            * u[3 + j * sites + unit % sites];
                }
                assertThat(sum).isCloseTo(outputs[network.outputOf(l).size() + unit], within(1e-5));
            }
        }
    }

    @Property(tries = 100)
    void productsWithPatchesNeedNoPatches(@ForAll long seed) {
        Network network = Cases.any(seed);
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[100_000];
        for (int e = 0; e < inputs.length; e++) {
            inputs[e] = (float) random.nextDouble(-1, 1);
        }
        for (int l = 0; l < network.weightLayers(); l++) {
            Patches patches = new Patches(network, l);
            int sites = patches.sites();
            int columns = patches.columns();
            int rows = random.nextInt(1, 6);
            float[] derivatives = new float[2 + rows * sites];
            for (int e = 0; e < derivatives.length; e++) {
                derivatives[e] = (float) random.nextDouble(-1, 1);
            }
            float[] u = new float[patches.size()];
            patches.gather(inputs, 7, u, 0);
            float[] out = new float[rows * columns];
            Arrays.fill(out, 1);
            float[] work = new float[patches.productScratch(rows)];
            patches.addProducts(derivatives, 2, rows, inputs, 7, out, work);
            int channels = Patches.channels(rows);
            float[] transposed = new float[columns * channels];
            Arrays.fill(transposed, 2);
            patches.addTransposed(
                    derivatives, 2, rows, inputs, 7, transposed, new float[patches.transposedScratch(rows)]);
            for (int row = 0; row < rows; row++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int site = 0; site < sites; site++) {
                        sum += (double) derivatives[2 + row * sites + site] * u[j * sites + site];
                    }
                    assertThat((double) out[row * columns + j]).isCloseTo(1 + sum, within(1e-5 * (1 + sites)));
                    assertThat((double) transposed[j * channels + row]).isCloseTo(2 + sum, within(1e-5 * (1 + sites)));
                }
            }
        }
    }

    @Property(tries = 100)
    void whatIsSeenAtASiteIsAColumnOfThePatches(@ForAll long seed) {
        Network network = Cases.any(seed);
        float[] inputs = new float[100_000];
        for (int l = 0; l < network.weightLayers(); l++) {
            Patches patches = new Patches(network, l);
            int size = network.inputOf(l).size();
            for (int e = 0; e < 2 * size; e++) {
                inputs[e] = 1 + e;
            }
            float[] u = new float[patches.size()];
            patches.gather(inputs, size, u, 0);
            float[] seen = new float[patches.columns() + 2];
            for (int site = 0; site < patches.sites(); site++) {
                patches.look(inputs, size, site, seen, 1);
                for (int j = 0; j < patches.columns(); j++) {
                    assertThat(seen[1 + j]).isEqualTo(u[j * patches.sites() + site]);
                }
                assertThat(seen[0]).isZero();
                assertThat(seen[1 + patches.columns()]).isZero();
            }
        }
    }

    @Test
    void aLayerThatDoesNotExistIsRefused() {
        Network network = Cases.any(1);
        assertThatThrownBy(() -> new Patches(network, -1))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("weight layer must be from 0 to");
    }
}
