package org.spinglass.ising;

/**
 * Draws states of low energy of an Ising model.
 *
 * <p>The answer depends on the model, the sampler's own settings and the request's seed, and not on the number of
 * threads, unless a stop rule looks at the clock. Implementations are immutable and safe for use from several threads.
 */
public interface Sampler {

    /** The name under which results of this sampler are recorded. */
    String name();

    /** Whether it follows the inverse temperatures of a request; where not, schedules must be automatic. */
    default boolean hasTemperature() {
        return true;
    }

    /**
     * Draws {@code request.reads()} states of every form of the model.
     *
     * @throws IllegalArgumentException when the model or an option of the request is not one this sampler can serve;
     *     nothing is ignored silently
     */
    SampleSet sample(IsingModel model, SamplingRequest request);
}
