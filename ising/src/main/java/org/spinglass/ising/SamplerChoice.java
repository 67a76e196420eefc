package org.spinglass.ising;

/**
 * A sampler, and why it was taken.
 *
 * @param sampler the sampler
 * @param reason in a few words, for people
 */
public record SamplerChoice(Sampler sampler, String reason) {
    /** A sampler that the user named. */
    public static SamplerChoice asked(Sampler sampler) {
        return new SamplerChoice(sampler, "as asked");
    }

    /** The sampler that suits a model. */
    public static SamplerChoice of(PlainIsing model) {
        return new SamplerChoice(SimulatedAnnealing.singleSpin(), "annealing suits most models");
    }
}
