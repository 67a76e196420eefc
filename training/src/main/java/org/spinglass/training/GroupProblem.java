// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;

/**
 * The convolutions of a group as one subproblem: their weights are variables of one spin glass, and what one layer does
 * to the output the others know of. To first order in the change d_l of each layer,
 *
 * <pre>
 *   H(d) = (1/Q) sum_a | r_a + sum_l A_l^a' d_l |^2 + sum_l (mu_l |d_l|^2 + lambda_l |w_l + d_l|^2)
 * </pre>
 *
 * <p>with A as in {@link ChannelProblem#ofSketches}, the rows of the layers one behind the other: {@code J = A A' / Q} has
 * couplings of weights of different layers too, as all columns are of the same combinations of outputs. Products of the
 * changes of two layers are left out, so the loss is not exactly H, as it is where one layer moves. Cost: the passes of
 * the first layer, once for all of them.
 */
final class GroupProblem implements LayerProblem {
    private final List<Member> members;
    private final Coupling.Gram coupling;
    private final double meanSquare;

    /**
     * One layer.
     *
     * @param row of its first weight in A
     * @param weights to start from and to write to
     * @param fields h of the loss
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Member(int row, float[] weights, float[] fields, WeightMoves moves) {}

    private GroupProblem(List<Member> members, Coupling.Gram coupling, double meanSquare) {
        this.members = members;
        this.coupling = coupling;
        this.meanSquare = meanSquare;
    }

    /**
     * h from all samples, J from random combinations of the outputs of the first samples and of those before.
     *
     * @param layers of the group, at the same pass
     * @param scales how far and how finely the weights of each move
     * @param form of all of them
     * @param window the columns of the steps before, to be renewed by this one
     * @param seed of the combinations
     */
    static GroupProblem of(
            List<ResponseProblem.Source> layers,
            List<ResponseProblem.Scale> scales,
            ResponseForm form,
            ColumnWindow window,
            long seed) {
        ResponseProblem.Source first = layers.getFirst();
        int samples = first.samples();
        float[] residuals = ResponseProblem.residuals(
                first.pass(), first.labels(), samples, first.network().classes());
        List<float[]> fields = Sketches.fields(layers, residuals, 2f / samples);
        int sketched = window.due(form);
        Sketches.draw(layers, sketched, form.rows(), seed);
        ChannelFactors factors = window.renew(layers, sketched, form.rows(), Sketches.scale(form.rows()));
        List<float[]> matrices =
                layers.stream().map(ResponseProblem.Source::matrix).toList();
        return of(matrices, scales, fields, factors, ResponseProblem.meanSquare(residuals, samples));
    }

    /**
     * The same from the sums of all shards.
     *
     * @param matrices the weights of each layer, to start from and to write to
     */
    static GroupProblem ofSums(
            List<float[]> matrices,
            List<ResponseProblem.Scale> scales,
            ResponseForm form,
            ColumnWindow window,
            LayerSums sums) {
        List<float[]> fields = new ArrayList<>();
        float twice = 2f / sums.samples();
        int row = 0;
        for (float[] matrix : matrices) {
            float[] own = Arrays.copyOfRange(sums.fields(), row, row + matrix.length);
            for (int j = 0; j < own.length; j++) {
                own[j] *= twice;
            }
            fields.add(own);
            row += matrix.length;
        }
        ChannelFactors factors = window.renew(sums.columns(), row, sums.modelled(), form.rows());
        return of(matrices, scales, fields, factors, sums.squares() / sums.samples());
    }

    private static GroupProblem of(
            List<float[]> matrices,
            List<ResponseProblem.Scale> scales,
            List<float[]> fields,
            ChannelFactors factors,
            double meanSquare) {
        List<Member> members = new ArrayList<>();
        float[] diagonal = new float[factors.variables()];
        int row = 0;
        for (int l = 0; l < matrices.size(); l++) {
            float[] matrix = matrices.get(l);
            WeightMoves moves = scales.get(l).moves(factors.meanSquare(row, matrix.length), meanSquare);
            members.add(new Member(row, matrix, fields.get(l), moves));
            moves.fillDiagonal(diagonal, row, matrix.length);
            row += matrix.length;
        }
        float[] sampleWeights = scales.getFirst().relaxed(factors.sampleWeights());
        Coupling.Gram coupling =
                new Coupling.Gram(row, factors.width(), factors.values(), sampleWeights, diagonal, true);
        return new GroupProblem(members, coupling, meanSquare);
    }

    /** {@code (1/Q) sum_a |r_a|^2}. */
    double meanSquare() {
        return meanSquare;
    }

    @Override
    public int subproblems() {
        return 1;
    }

    @Override
    public EncodedQuadratic subproblem(int index) {
        int all = coupling.weights();
        float[] fields = new float[all];
        float[] centres = new float[all];
        float[] ranges = new float[all];
        double constant = meanSquare;
        int bits = members.getFirst().moves.bits();
        for (Member member : members) {
            System.arraycopy(member.fields, 0, fields, member.row, member.fields.length);
            constant = member.moves.hold(
                    constant, fields, centres, member.row, member.fields.length, member.weights, member.weights, 0);
            member.moves.fillRanges(ranges, member.row, member.fields.length);
        }
        return new EncodedQuadratic(bits, coupling, fields, centres, ranges, new double[] {constant});
    }

    @Override
    public void accept(int index, EncodedQuadratic subproblem, SampleSet found) {
        float[] changes = WeightMoves.changes(subproblem, 0, found);
        for (Member member : members) {
            WeightMoves.add(changes, member.row, member.weights.length, member.weights, 0);
        }
    }
}
