// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.InitialState;

/**
 * The inverse temperatures between which annealing a model makes sense, measured on the model.
 *
 * <p>On plain spins the first temperature is the median over the spins of the local field in a random state, {@code
 * sqrt(h_i^2 + sum_j J_ij^2)}; for couplings of one size that is about where a spin glass freezes (Sherrington and
 * Kirkpatrick 1975). The last is cold enough that at the ends of a few pure descents from random states a spin at the
 * softest fifth of the costs is left at rest all but once in 100,000 visits: so that a schedule of a thousand sweeps
 * ends at rest, and no colder. Taking the median, and what descents really meet, keeps a
 * schedule from being spent on energies that do not matter when couplings spread over many decades.
 *
 * <p>On weights whose J is not convex the same rule holds, of the energy that a weight's range is worth in a random
 * state, and of the cost of its next level; a plain model in encoded form gets the same range up to the descents'
 * chance.
 *
 * <p>On weights of a convex J the first temperature is that at which the stiffest weight fills its range,
 * {@code J_jj L_j^2}. The last is a twentieth of the mean cost of half a level, {@code J_jj d_j^2 / 4} with the spacing
 * d_j: every weight then holds at most half of that temperature of thermal energy, less than what rounding to levels
 * costs, however soft it is.
 */
public final class MeasuredRange {
    private static final int DESCENTS = 4;
    private static final int MOST_SWEEPS = 100;

    /** Additions on a dense model between two looks at whether to end. */
    private static final int LOOK = 1 << 19;

    private static final double SOFT = 0.2;
    private static final double AT_REST = Math.log(100_000);

    private MeasuredRange() {}

    /**
     * Measures the range; a rougher one where the work is to {@link Halt end}. Cost: a few sweeps of one read, but for
     * convex weights only N or N Q operations.
     */
    public static BetaRange of(IsingModel model) {
        return switch (model) {
            case PlainIsing plain -> ofSpins(plain);
            case EncodedQuadratic encoded ->
                encoded.coupling().isConvex() ? ofWeights(encoded) : ofCoupledWeights(encoded);
        };
    }

    private static BetaRange ofSpins(PlainIsing model) {
        int n = model.spins();
        double hot = quantile(randomFields(model), 0.5);
        if (hot == 0) {
            return new BetaRange(1, 1);
        }
        double[] costs = new double[DESCENTS * n];
        SplittableRandom random = new SplittableRandom(n);
        for (int descent = 0; descent < DESCENTS && !(descent > 0 && Halt.isCalled()); descent++) {
            byte[] sigma = new byte[n];
            for (int i = 0; i < n; i++) {
                sigma[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            LocalFields state = ModelFields.of(model, sigma, VectorOps.best());
            descend(state, MOST_SWEEPS);
            for (int i = 0; i < n; i++) {
                costs[descent * n + i] = Math.max(0, state.change(i));
            }
        }
        double soft = quantile(costs, SOFT);
        double cold = soft > 0 ? soft / AT_REST : hot;
        return new BetaRange(1 / hot, 1 / Math.min(hot, cold));
    }

    /** Root mean square over random states of each spin's local field. */
    private static double[] randomFields(PlainIsing model) {
        int n = model.spins();
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(model.field(i)));
        }
        double[] most = {largest};
        Interactions.of(model, (i, j, value) -> most[0] = Math.max(most[0], Math.abs(value)));
        // a power of two, so that squares neither overflow nor vanish and nothing is rounded
        double scale = most[0] == 0 ? 1 : Math.scalb(1.0, -Math.max(-1000, Math.getExponent(most[0])));
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            double field = scale * model.field(i);
            squares[i] = field * field;
        }
        Interactions.of(model, (i, j, value) -> {
            double square = scale * value * (scale * value);
            squares[i] += square;
            squares[j] += square;
        });
        Arrays.setAll(squares, i -> Math.sqrt(squares[i]) / scale);
        return squares;
    }

    /**
     * What a descent did.
     *
     * @param sweeps the last of which may not have been whole
     * @param flips of all of them
     */
    public record Descent(int sweeps, long flips) {}

    /** Flips what lowers the energy, in the order of the spins, until nothing does or the sweeps are done. */
    public static Descent descend(LocalFields state, int most) {
        int lookEvery = Math.max(1, LOOK / state.size());
        long flips = 0;
        long before = -1;
        int sweep = 0;
        for (; flips != before && sweep < most && !Halt.wasCalled(); sweep++) {
            before = flips;
            for (int i = 0; i < state.size(); i++) {
                if (i % lookEvery == lookEvery - 1 && Halt.isCalled()) {
                    break;
                }
                if (state.change(i) < 0) {
                    flips++;
                    state.flip(i);
                }
            }
        }
        return new Descent(sweep, flips);
    }

    private static BetaRange ofWeights(EncodedQuadratic model) {
        int n = model.weights();
        int instances = model.coupling().isShared() ? 1 : model.instances();
        double hot = 0;
        double halfLevels = 0;
        for (int instance = 0; instance < instances; instance++) {
            for (int j = 0; j < n; j++) {
                double stiffness = Math.abs(diagonal(model.coupling(), instance, j));
                hot = Math.max(hot, stiffness * model.range(j) * model.range(j));
                halfLevels += stiffness * model.spacing(j) * model.spacing(j) / 4;
            }
        }
        if (hot == 0) {
            return new BetaRange(1, 1);
        }
        double cold = halfLevels / instances / n / 20;
        return new BetaRange(1 / hot, 1 / Math.min(hot, cold));
    }

    private static BetaRange ofCoupledWeights(EncodedQuadratic model) {
        int n = model.weights();
        double top = model.topLevel();
        // The mean square of a random level, from -1 to 1 over the range.
        double square = (top + 2) / (3 * top);
        float[] matrix = model.coupling().matrix(0);
        float[] gradient = WeightFields.atCentre(model, 0);
        double[] sizes = new double[n];
        for (int j = 0; j < n; j++) {
            double sum = (double) gradient[j] * gradient[j];
            for (int l = 0; l < n; l++) {
                double change = l == j ? 0 : 2.0 * matrix[j * n + l] * model.range(l);
                sum += square * change * change;
            }
            sizes[j] = model.range(j) * Math.sqrt(sum);
        }
        double hot = quantile(sizes, 0.5);
        if (hot == 0) {
            return new BetaRange(1, 1);
        }
        double[] costs = new double[DESCENTS * n];
        double[] descent = new double[MOST_SWEEPS];
        Arrays.fill(descent, Double.POSITIVE_INFINITY);
        Moves moves = new Moves(false, false, descent);
        List<Supplier<ReadGroup>> groups =
                ReadGroups.of(model, DESCENTS, InitialState.random(), moves, n, VectorOps.best());
        ReadGroup group = groups.getFirst().get();
        for (int k = 0; k < DESCENTS; k++) {
            if (group.reads() == 1 && k > 0) {
                group = groups.get(k).get();
            }
            long moved = 1;
            for (int sweep = 0; moved > 0 && sweep < MOST_SWEEPS && !Halt.isCalled(); sweep++) {
                moved = group.sweep(sweep);
            }
            int read = group.reads() == 1 ? 0 : k;
            group.keep(read);
            System.arraycopy(costsOfNextLevels(model, group.kept(read)), 0, costs, k * n, n);
        }
        double soft = quantile(costs, SOFT);
        double cold = soft > 0 ? soft / AT_REST : hot;
        return new BetaRange(1 / hot, 1 / Math.min(hot, cold));
    }

    /** The cost of moving each weight of instance 0 by one level, the cheaper way. */
    private static double[] costsOfNextLevels(EncodedQuadratic model, Spins state) {
        int n = model.weights();
        int[] levels = state.toLevels(model.bits());
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = (float) model.value(0, j, levels[j]);
        }
        float[] fields = WeightFields.at(model, 0, values);
        double[] costs = new double[n];
        for (int j = 0; j < n; j++) {
            double spacing = model.spacing(j);
            double slope = spacing * fields[j];
            double curvature = spacing * spacing * diagonal(model.coupling(), 0, j);
            double up = levels[j] < model.topLevel() ? curvature + slope : Double.POSITIVE_INFINITY;
            double down = levels[j] > 0 ? curvature - slope : Double.POSITIVE_INFINITY;
            costs[j] = Math.min(up, down);
        }
        return costs;
    }

    private static double diagonal(Coupling coupling, int instance, int weight) {
        return switch (coupling) {
            case Coupling.Dense dense -> dense.matrices()[dense.offset(instance) + weight * dense.weights() + weight];
            case Coupling.Gram gram -> {
                double sum = gram.diagonal()[weight];
                int offset = gram.offset(instance);
                for (int a = 0; a < gram.samples(); a++) {
                    double factor = gram.factors()[weight * gram.samples() + a];
                    sum += gram.sampleWeights()[offset + a] * factor * factor;
                }
                yield sum;
            }
        };
    }

    /** The value below which a share of the positive ones lie; 0 where none is positive. */
    private static double quantile(double[] values, double share) {
        // no stream, which a Java machine that was just started is slow at
        double[] positive = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (value > 0) {
                positive[count++] = value;
            }
        }
        Arrays.sort(positive, 0, count);
        return count == 0 ? 0 : positive[(int) (share * count)];
    }
}
