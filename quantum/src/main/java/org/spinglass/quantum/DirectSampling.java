// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.SamplingRequest;

/** A model that fits a processor, all its instances side by side. */
final class DirectSampling {
    private final IsingModel model;
    private final EmbeddedAnnealing chip;

    DirectSampling(IsingModel model, EmbeddedAnnealing chip) {
        this.model = model;
        this.chip = chip;
    }

    /** The states of all reads of each instance; random ones where the run was ended before the processor answered. */
    List<List<Spins>> run(SamplingRequest request, RunWatch watch) {
        List<PlainIsing> instances = new ArrayList<>();
        for (int instance = 0; instance < model.instances(); instance++) {
            instances.add(PlainIsing.of(model, instance));
        }
        SplittableRandom random = new SplittableRandom(request.seed());
        try {
            if (!watch.goesOn()) {
                return unasked(random);
            }
            List<List<ModelAnswer>> answers = chip.anneal(instances, "whole", random.split(), watch::goesOn);
            List<List<Spins>> states =
                    answers.stream().map(DirectSampling::states).toList();
            watch.stepDone(lowest(answers));
            return states;
        } catch (CancellationException e) {
            return unasked(random);
        }
    }

    private static double lowest(List<List<ModelAnswer>> answers) {
        return answers.stream()
                .flatMap(List::stream)
                .flatMapToDouble(answer -> Arrays.stream(answer.energies()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
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

    private List<List<Spins>> unasked(SplittableRandom random) {
        List<List<Spins>> states = new ArrayList<>();
        for (int instance = 0; instance < model.instances(); instance++) {
            byte[] spins = new byte[model.spins()];
            for (int i = 0; i < spins.length; i++) {
                spins[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            states.add(List.of(Spins.of(spins)));
        }
        return states;
    }
}
