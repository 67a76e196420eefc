// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import java.util.stream.IntStream;
import org.spinglass.network.layer.Network;

/**
 * The columns of A that J of one layer with several output sites is made of, {@code J = A A' / Q}: those of the samples
 * of the last steps. Each visit replaces the oldest by its own. The first visit of an epoch replaces all, so that an
 * epoch depends on nothing but the weights that it begins with. Keeps {@code weights x columns} numbers from visit to
 * visit. Used by one thread.
 */
final class ColumnWindow {
    private int epoch = -1;
    private int samples;
    private int next;
    private float[] values = {};

    /** One for each layer with weights. */
    static ColumnWindow[] ofLayers(Network network) {
        return IntStream.range(0, network.weightLayers())
                .mapToObj(_ -> new ColumnWindow())
                .toArray(ColumnWindow[]::new);
    }

    /**
     * How many samples of its batch a visit has to bring.
     *
     * @param epoch from 0
     * @param form of the layer
     */
    int due(int epoch, ResponseForm form) {
        return epoch == this.epoch ? Math.min(samples, form.renewed()) : form.modelled();
    }

    /** Puts the responses last computed in the place of the oldest; A of all samples, of each the same number of rows. */
    ChannelFactors renew(int epoch, ResponseProblem.Source source, int count, int rowsPerSample, float scale) {
        int first = makeRoom(epoch, count, source.matrix().length, rowsPerSample);
        ChannelFactors factors = new ChannelFactors(values, source.matrix().length, samples, rowsPerSample);
        factors.put(source, count, scale, a -> (first + a) % samples);
        return factors;
    }

    /**
     * Puts columns that stand one behind the other, in as many arrays as there are, in the place of the oldest.
     *
     * @param variables weights of the layer, as many numbers as a column has
     * @param count samples that the columns are of
     */
    ChannelFactors renew(int epoch, List<float[]> columns, int variables, int count, int rowsPerSample) {
        int first = makeRoom(epoch, count, variables, rowsPerSample);
        ChannelFactors factors = new ChannelFactors(values, variables, samples, rowsPerSample);
        factors.put(columns, a -> (first + a) % samples);
        return factors;
    }

    private int makeRoom(int epoch, int count, int variables, int rowsPerSample) {
        if (epoch != this.epoch) {
            this.epoch = epoch;
            samples = count;
            next = 0;
            int length = Math.multiplyExact(variables, ChannelFactors.width(count, rowsPerSample));
            values = values.length == length ? values : new float[length];
        }
        int first = next;
        next = (next + count) % samples;
        return first;
    }
}
