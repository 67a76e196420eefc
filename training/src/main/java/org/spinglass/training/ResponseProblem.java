// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * The true loss as a function of one layer's weights, the activation pattern held fixed (docs/method.md, 4.2). With the
 * output's residuals {@code r_a = y_a - xi_a} and the responses {@code B_i^a = d y_a / d s_i^a}, a change d of the
 * weights of neuron i gives
 *
 * <pre>
 *   H_i(d) = (1/Q) sum_a | r_a + B_i^a (d . q^a) |^2 + mu |d|^2 + lambda |w0 + d|^2
 * </pre>
 *
 * <p>mu is given as a multiple of the layer's mean diagonal of J, lambda of that or of the loss over the sum of the
 * squares of the layer's initial weights. Three forms: neurons one after the other
 * ({@link NeuronProblem}) or side by side ({@link SideBySideProblem}), and all channels of a convolution together
 * ({@link ChannelProblem}); of samples in shards {@link SummedProblem} and {@link BlockedProblem}. Only the last is
 * annealed elsewhere, the others are {@link Here}. Several convolutions as one are a {@link GroupProblem}.
 */
abstract sealed class ResponseProblem permits ResponseProblem.Here, BlockedProblem {

    /** One that is annealed here, subproblem by subproblem. */
    abstract static sealed class Here extends ResponseProblem implements LayerProblem
            permits NeuronProblem, SideBySideProblem, ChannelProblem, SummedProblem {
        Here(Scale scale, float[] weights, int samples, int outputs, float[] residuals, int variables) {
            super(scale, weights, samples, outputs, residuals, variables);
        }
    }

    /**
     * How far and how finely weights move.
     *
     * @param bits n
     * @param range L
     * @param damping mu over the mean diagonal of J
     * @param relaxation omega, which J is divided by
     * @param decay lambda over the mean diagonal of J, or over the loss
     * @param initialSquares sum of the squares of the layer's initial weights, which the loss is divided by; 0 for a
     *     decay over the mean diagonal of J
     * @param constantLoss the loss of the best answer that is the same for all samples, which a decay over the loss is
     *     measured by
     */
    record Scale(
            int bits,
            float range,
            float damping,
            float relaxation,
            float decay,
            double initialSquares,
            double constantLoss) {
        /** A decay over the mean diagonal of J, and J as it is. */
        Scale(int bits, float range, float damping, float decay) {
            this(bits, range, damping, 1, decay, 0, 0);
        }

        /**
         * Lambda. Over the loss it begins as the network begins to tell samples apart, and is whole once half of what a
         * constant answer loses is gained: before, there is nothing to hold on to, and weights whose outputs are small
         * must be free to grow.
         */
        double lambda(double meanDiagonal, double loss) {
            return initialSquares == 0
                    ? decay * meanDiagonal
                    : decay * loss / initialSquares * Math.clamp(2 * (1 - loss / constantLoss), 0, 1);
        }

        /** How far the weights move, at a mean diagonal of J and a loss. */
        WeightMoves moves(double meanDiagonal, double loss) {
            return new WeightMoves(
                    bits, range, (float) (damping * meanDiagonal), (float) lambda(meanDiagonal, loss), loss);
        }

        /** Elements of J, or what its samples weigh in it, over omega; in place. */
        float[] relaxed(float[] curvature) {
            float factor = 1 / relaxation;
            for (int i = 0; i < curvature.length && factor != 1; i++) {
                curvature[i] *= factor;
            }
            return curvature;
        }
    }

    /**
     * What a layer's problem is made of.
     *
     * @param network the network
     * @param weightLayer number among weight layers
     * @param pass a pass of at least the samples, of the present weights
     * @param responses work space
     * @param samples how many samples of the pass, its first, the problem takes
     * @param labels the class of each sample
     * @param weights all weights, of the pass
     * @param matrix the layer's weights, to start from and to write to
     * @param workers the threads to use
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Source(
            Network network,
            int weightLayer,
            ForwardPass pass,
            Responses responses,
            int samples,
            int[] labels,
            Weights weights,
            float[] matrix,
            Workers workers) {}

    private final Scale scale;
    final float[] weights;
    final int samples;
    final int outputs;
    /** r, samples x outputs. */
    final float[] residuals;

    private final int variables;
    private float[] diagonal = {};
    private @Nullable WeightMoves moves;
    private float[] start;

    ResponseProblem(Scale scale, float[] weights, int samples, int outputs, float[] residuals, int variables) {
        this.scale = scale;
        this.weights = weights;
        this.start = weights;
        this.samples = samples;
        this.outputs = outputs;
        this.residuals = residuals;
        this.variables = variables;
    }

    /**
     * The problem of one layer.
     *
     * @param source the samples that the layer takes, in a pass of the present weights
     * @param settings which form, and how it is made
     * @param scale how far and how finely weights move
     * @param memory of the layer, at the present step
     * @param seed of the random combinations of outputs, where J is made of some
     */
    static Here of(Source source, ResponseSettings settings, Scale scale, LayerMemory memory, long seed) {
        int samples = source.samples();
        int outputs = source.network().classes();
        float[] weights = source.matrix();
        float[] residuals = residuals(source.pass(), source.labels(), samples, outputs);
        ResponseForm form = ResponseForm.of(source.network(), source.weightLayer(), settings, samples);
        return switch (form.kind()) {
            case ALL_OUTPUTS -> ChannelProblem.ofOutputs(source, residuals, scale);
            case SKETCHES -> ChannelProblem.ofSketches(source, residuals, scale, form, memory.columns(form), seed);
            case IN_TURN ->
                new NeuronProblem(
                        neurons(source),
                        samples,
                        outputs,
                        residuals,
                        scale,
                        weights,
                        settings.isOfStepBefore(source.network().columns(source.weightLayer()), samples)
                                ? memory
                                : null);
            case SIDE_BY_SIDE -> new SideBySideProblem(neurons(source), samples, outputs, residuals, scale, weights);
        };
    }

    private static NeuronResponses neurons(Source source) {
        return new NeuronResponses(
                source.network(),
                source.weightLayer(),
                source.pass(),
                source.responses(),
                source.weights(),
                source.samples());
    }

    /** {@code y - xi} with the plain one-hot xi. */
    static float[] residuals(ForwardPass pass, int[] labels, int samples, int outputs) {
        float[] residuals = Arrays.copyOf(pass.beforeLastActivation(), samples * outputs);
        for (int a = 0; a < samples; a++) {
            residuals[a * outputs + labels[a]] -= 1;
        }
        return residuals;
    }

    /**
     * Goes on with a visit: ranges and mu are around these weights, and not around the present ones; d still counts
     * from the present weights, which r and B belong to.
     *
     * @param weightsBefore the layer's weights at the start of the visit
     */
    void continueFrom(float[] weightsBefore) {
        start = weightsBefore;
    }

    /** Fixes mu and lambda once the mean of J's diagonal is known. */
    void setMeanDiagonal(double mean) {
        WeightMoves own = scale.moves(mean, meanSquare());
        diagonal = new float[variables];
        own.fillDiagonal(diagonal, 0, variables);
        moves = own;
    }

    /** Elements of J, or what its samples weigh in it, over omega; in place. */
    final float[] relaxed(float[] curvature) {
        return scale.relaxed(curvature);
    }

    /** D, mu and lambda together, one a variable. */
    float[] diagonal() {
        return diagonal;
    }

    /** The subproblem of one instance, of the weights from {@code first} on. */
    EncodedQuadratic encoded(org.spinglass.ising.model.Coupling coupling, float[] fields, int first) {
        return encoded(coupling, fields, 1, first);
    }

    /**
     * The subproblem of the weights from {@code first} on, instance by instance: adds to the fields and the constants
     * what lambda puts there.
     *
     * @param fields of the loss alone, taken over
     */
    EncodedQuadratic encoded(org.spinglass.ising.model.Coupling coupling, float[] fields, int instances, int first) {
        return moves().encoded(coupling, fields, instances, first, weights, start);
    }

    /** How far the weights move, once the mean of J's diagonal is known. */
    final WeightMoves moves() {
        return Objects.requireNonNull(moves, "no mean diagonal yet").withMeanSquare(meanSquare());
    }

    /** The weights at the start of the visit. */
    final float[] start() {
        return start;
    }

    /** {@code (1/Q) sum_a |r_a|^2}. */
    double meanSquare() {
        return meanSquare(residuals, samples);
    }

    /** {@code (1/Q) sum_a |r_a|^2}. */
    static double meanSquare(float[] residuals, int samples) {
        double sum = 0;
        for (float r : residuals) {
            sum += (double) r * r;
        }
        return sum / samples;
    }
}
