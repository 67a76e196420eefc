package org.spinglass.training;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What an epoch came to.
 *
 * @param epoch from 1
 * @param seconds since training began, over all sessions of a resumed run
 * @param trainLoss mean squared error to the one-hot targets on the training samples
 * @param trainAccuracy on the training samples, 0 to 1
 * @param validationAccuracy on the validation samples, 0 to 1; NaN without any
 * @param layers one a weight layer
 */
public record EpochReport(
        int epoch,
        double seconds,
        double trainLoss,
        double trainAccuracy,
        double validationAccuracy,
        List<Layer> layers) {
    public EpochReport {
        layers = List.copyOf(layers);
    }

    /**
     * What annealing a layer came to, as means over the epoch's glasses.
     *
     * @param energy of the best states, in the units of the loss
     * @param bound lower bound of the energy, over the glasses of the epoch's last step; NaN where there is none
     * @param gap energy less bound, over the same glasses; NaN where there is none
     * @param acceptance accepted moves over tried ones, 0 to 1
     */
    public record Layer(double energy, double bound, double gap, double acceptance) {
        static Layer of(Mean energy, Mean bound, Mean gap, Mean acceptance) {
            return new Layer(energy.value(), bound.value(), gap.value(), acceptance.value());
        }
    }

    /** A running mean. */
    static final class Mean {
        private double sum;
        private long count;

        void add(double value) {
            sum += value;
            count++;
        }

        void add(OptionalDouble value) {
            value.ifPresent(this::add);
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }
}
