package org.spinglass.quantum.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.spinglass.ising.IsingModel;
import org.spinglass.ising.PlainIsing;
import org.spinglass.ising.SamplingRequest;
import org.spinglass.ising.Spins;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.embedding.ModelAnswer;

/** A model that fits a processor, all its forms side by side. */
final class WholeRun {
    private final IsingModel model;
    private final Processor processor;
    private final QuantumSettings settings;
    private final Placement placement;
    private final QuantumAccount account;
    private boolean isCancelled;

    WholeRun(
            IsingModel model,
            Processor processor,
            QuantumSettings settings,
            Placement placement,
            QuantumAccount account) {
        this.model = model;
        this.processor = processor;
        this.settings = settings;
        this.placement = placement;
        this.account = account;
    }

    /** Whether a listener ended the run. */
    boolean isCancelled() {
        return isCancelled;
    }

    /** The states of all reads of each form; random ones where the run was ended before the processor answered. */
    List<List<Spins>> run(SamplingRequest request, long began) {
        int reads = Math.max(request.reads(), settings.parameters().reads());
        QuantumSettings own = settings.withParameters(settings.parameters().withReads(reads));
        List<PlainIsing> forms = new ArrayList<>();
        for (int form = 0; form < model.forms(); form++) {
            forms.add(PlainIsing.of(model, form));
        }
        try {
            return new ChipRun(processor, own, placement, account)
                            .anneal(
                                    forms,
                                    BlockRun.label(request.seed(), 0),
                                    () -> request.progress().goOn(BlockRun.progress(1, 1, began)))
                            .stream()
                            .map(WholeRun::states)
                            .toList();
        } catch (CancellationException e) {
            isCancelled = true;
            return unasked(request.seed());
        }
    }

    private static List<Spins> states(List<ModelAnswer> answers) {
        List<Spins> all = new ArrayList<>();
        for (ModelAnswer answer : answers) {
            for (int row = 0; row < answer.rows(); row++) {
                int from = row * answer.variables();
                Spins state = Spins.of(Arrays.copyOfRange(answer.spins(), from, from + answer.variables()));
                all.addAll(Collections.nCopies(answer.occurrences()[row], state));
            }
        }
        if (all.isEmpty()) {
            throw new ProcessorException("every read had a broken chain and was discarded; expected stronger chains, or"
                    + " another way to read broken ones");
        }
        return all;
    }

    private List<List<Spins>> unasked(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Spins>> states = new ArrayList<>();
        for (int form = 0; form < model.forms(); form++) {
            byte[] spins = new byte[model.spins()];
            for (int i = 0; i < spins.length; i++) {
                spins[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            states.add(List.of(Spins.of(spins)));
        }
        return states;
    }
}
