package org.spinglass.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** As many values at a time as the machine's vectors hold; what remains goes one at a time. */
final class VectorLanes implements Lanes {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final ScalarLanes rest = new ScalarLanes();

    @Override
    public void add(float[] from, int fromAt, float[] to, int toAt, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, to, toAt + i)
                    .add(FloatVector.fromArray(SPECIES, from, fromAt + i))
                    .intoArray(to, toAt + i);
        }
        rest.add(from, fromAt + bound, to, toAt + bound, length - bound);
    }

    @Override
    public void leaky(float slope, float[] x, int xAt, float[] to, int toAt, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + i);
            value.mul(slope).blend(value, value.compare(VectorOperators.GT, 0f)).intoArray(to, toAt + i);
        }
        rest.leaky(slope, x, xAt + bound, to, toAt + bound, length - bound);
    }

    @Override
    public void leakySlope(
            float slope, float[] x, int xAt, float[] from, int fromAt, float[] to, int toAt, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            var positive = FloatVector.fromArray(SPECIES, x, xAt + i).compare(VectorOperators.GT, 0f);
            FloatVector value = FloatVector.fromArray(SPECIES, from, fromAt + i);
            value.mul(slope).blend(value, positive).intoArray(to, toAt + i);
        }
        rest.leakySlope(slope, x, xAt + bound, from, fromAt + bound, to, toAt + bound, length - bound);
    }
}
