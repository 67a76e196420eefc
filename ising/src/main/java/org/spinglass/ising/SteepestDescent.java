package org.spinglass.ising;

import java.util.Map;
import org.spinglass.compute.Kernel;
import org.spinglass.compute.Kernels;
import org.spinglass.ising.search.DescentRead;

/**
 * Steepest descent: from a random or given state the spin whose flip lowers the energy most is flipped, until no single
 * flip lowers it. One descent a read; what it finds is a local minimum.
 *
 * <p>A sweep is at most N steps, for N spins; a read ends with the first sweep that finds nothing to flip. The request's
 * schedule must be automatic: there is no temperature. An {@link EncodedQuadratic} is expanded into spins, (N n)^2 floats.
 *
 * <p>Cost of a step: N reads of fields, and N additions on a dense model, one a neighbour on a sparse one; a descent from
 * a random state takes about N / 2 steps.
 */
public record SteepestDescent() implements Sampler {

    @Override
    public String name() {
        return "descent";
    }

    @Override
    public boolean hasTemperature() {
        return false;
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        return sample(model, request, Kernels.best());
    }

    /** With a chosen kernel, for tests. */
    SampleSet sample(IsingModel model, SamplingRequest request, Kernel kernel) {
        SpinReads.requireNoTemperature(name(), request);
        SamplingRequest untilRest = request.withStop(request.stop().or(StopRule.noImprovement(1)));
        return new SpinReads(model, untilRest, kernel)
                .run(name(), SpinReads.cold(request), Map.of(), (form, start, random) -> new DescentRead(start));
    }
}
