package org.spinglass.quantum.embedding;

import org.spinglass.ising.Interactions;
import org.spinglass.ising.PlainIsing;

/** How strongly the qubits of a chain are held together: the size of their ferromagnetic couplings. Immutable. */
public sealed interface ChainStrength {
    /** Uniform torque compensation with the prefactor that the makers of the processors found best. */
    ChainStrength DEFAULT = new Torque(1.414);

    /** The strength for a model, above 0. */
    double of(PlainIsing model);

    /**
     * Uniform torque compensation: the root mean square of J times the root of the mean degree, which is the torque that
     * random neighbours have on a chain,
     *
     * <pre>  prefactor sqrt(sum J^2 / |E|) sqrt(2 |E| / |V|),</pre>
     *
     * over stored couplings E and all spins V; 1 where there are no couplings or all are zero.
     *
     * @param prefactor above 0
     */
    record Torque(double prefactor) implements ChainStrength {
        public Torque {
            requirePositive("prefactor", prefactor);
        }

        @Override
        public double of(PlainIsing model) {
            double[] sums = new double[2];
            Interactions.of(model, (i, j, value) -> {
                sums[0] += value * value;
                sums[1]++;
            });
            double torque = Math.sqrt(sums[0] / sums[1]) * Math.sqrt(2 * sums[1] / model.spins());
            return torque > 0 ? prefactor * torque : 1;
        }
    }

    /**
     * A multiple of the largest coefficient: {@code prefactor max(|h|, |J|)}; 1 where all are zero.
     *
     * @param prefactor above 0
     */
    record Scaled(double prefactor) implements ChainStrength {
        public Scaled {
            requirePositive("prefactor", prefactor);
        }

        @Override
        public double of(PlainIsing model) {
            double[] most = new double[1];
            Interactions.of(model, (i, j, value) -> most[0] = Math.max(most[0], Math.abs(value)));
            for (int i = 0; i < model.spins(); i++) {
                most[0] = Math.max(most[0], Math.abs(model.field(i)));
            }
            return most[0] > 0 ? prefactor * most[0] : 1;
        }
    }

    /**
     * The same for every model.
     *
     * @param strength above 0
     */
    record Given(double strength) implements ChainStrength {
        public Given {
            requirePositive("chain strength", strength);
        }

        @Override
        public double of(PlainIsing model) {
            return strength;
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the " + name + " is " + value + "; expected a number above 0");
        }
    }
}
