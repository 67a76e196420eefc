package org.spinglass.lab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SimulatedQuantumAnnealing;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.sampling.ChipPlacement;
import org.spinglass.quantum.sampling.QuantumAccount;
import org.spinglass.quantum.sampling.QuantumSampler;

/**
 * A sampler by its name and settings, with what a quantum annealer was asked.
 *
 * @param sampler anneals
 * @param account of a quantum annealer; null for others
 */
public record Annealer(Sampler sampler, @Nullable QuantumAccount account) {
    /** The samplers that have a processor, of their own or of others. */
    public static final List<String> QUANTUM = List.of("emulator", "dwave");

    /** Whether a sampler has a processor, and settings for it. */
    public static boolean isQuantum(String name) {
        return QUANTUM.contains(name);
    }

    /**
     * A quantum annealer.
     *
     * @param name one of {@link #QUANTUM}
     * @param threads of the emulation
     * @throws SettingException when a setting does not fit
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured or refuses
     */
    public static Annealer quantum(String name, Map<String, Object> settings, int threads) {
        return quantum(name, new QuantumOptions(settings), threads);
    }

    static Annealer quantum(String name, QuantumOptions options, int threads) {
        Processor processor = options.emulator(Workers.of(threads));
        QuantumAccount account = new QuantumAccount();
        return new Annealer(
                new QuantumSampler(name, processor, options.settings(), new ChipPlacement(), account), account);
    }

    /** Path-integral annealing in this process. */
    static Annealer pathIntegral() {
        return new Annealer(SimulatedQuantumAnnealing.automatic(), null);
    }
}
