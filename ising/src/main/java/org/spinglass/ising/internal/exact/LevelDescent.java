// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

/** Descent over whole levels: the move of one weight, by any number of levels, that lowers the energy most, until none does. */
final class LevelDescent {
    private final LevelEnergy energy;
    private final int n;
    private final double[] levels;
    private final double[] gradient;

    LevelDescent(LevelEnergy energy) {
        this.energy = energy;
        this.n = energy.size();
        this.levels = new double[n];
        this.gradient = new double[n];
    }

    /**
     * Descends from the levels next to a point; all weights may take all levels.
     *
     * @param into receives the levels reached
     * @return their energy
     */
    double descend(double[] point, int[] into) {
        for (int j = 0; j < n; j++) {
            levels[j] = Math.clamp(Math.rint(point[j]), 0, energy.top());
        }
        energy.gradient(levels, gradient);
        double tolerance = 1e-12 * Math.abs(energy.energy(levels, gradient));
        while (true) {
            int best = -1;
            double move = 0;
            double lowest = -tolerance;
            for (int j = 0; j < n; j++) {
                double t = bestMove(j);
                double change = t * (gradient[j] + energy.element(j, j) * t);
                if (change < lowest) {
                    lowest = change;
                    best = j;
                    move = t;
                }
            }
            if (best < 0) {
                break;
            }
            levels[best] += move;
            energy.move(best, move, gradient);
        }
        for (int j = 0; j < n; j++) {
            into[j] = (int) levels[j];
        }
        return energy.energy(levels, gradient);
    }

    private double bestMove(int j) {
        double curvature = energy.element(j, j);
        double g = gradient[j];
        double free = curvature > 0 ? Math.rint(-g / (2 * curvature)) : g == 0 ? 0 : -Math.signum(g) * energy.top();
        return Math.clamp(levels[j] + free, 0, energy.top()) - levels[j];
    }
}
