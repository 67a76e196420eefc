// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Workers;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.AnswerListener;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelProgress;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variables;
import org.spinglass.modelling.files.CqmFile;
import org.spinglass.qpuserver.ConstrainedSolver;

/**
 * Constrained models of a service, searched by {@link ModelSolver}; the best answer is the one that is given. Safe for
 * several threads.
 *
 * @param workers the threads that search, which remain the caller's
 */
public record ConstrainedModels(Workers workers) implements ConstrainedSolver.Reader {
    private static final int WARM_SIZE = 60;
    private static final Duration WARM_TIME = Duration.ofMillis(1500);

    @Override
    public ConstrainedSolver.Loaded read(InputStream stream, String name) throws IOException {
        try {
            return new Loaded(CqmFile.read(stream, name), workers);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Searches a small knapsack with pairs. */
    @Override
    public void warmUp(BooleanSupplier goesOn) {
        Model model = new Model();
        Variables x = model.binaries("x", WARM_SIZE);
        Sum worth = new Sum();
        for (int k = 0; k < WARM_SIZE; k++) {
            worth.add(1 + k % 7, x.get(k)).add(k % 5 - 2, x.get(k), x.get((k + 1 + k % 11) % WARM_SIZE));
        }
        model.maximise(worth.toExpression());
        model.require("half", x.sum().atMost(WARM_SIZE / 2.0));
        ModelSolver.solve(
                model,
                ModelRequest.of(0).withTimeLimit(WARM_TIME).withWorkers(workers).withListener(new Watch(goesOn)));
    }

    private record Loaded(CqmFile file, Workers workers) implements ConstrainedSolver.Loaded {
        @Override
        public int variables() {
            return file.variables();
        }

        @Override
        public int constraints() {
            return file.constraints();
        }

        @Override
        public long biases() {
            return file.biases();
        }

        @Override
        public byte[] search(Duration time, long seed, BooleanSupplier goesOn, ConstrainedSolver.Info info)
                throws IOException {
            ModelSolution found = ModelSolver.solve(
                    file.model(),
                    ModelRequest.of(seed)
                            .withTimeLimit(time)
                            .withWorkers(workers)
                            .withListener(new Watch(goesOn)));
            if (found.ended() == ModelSolution.End.CANCELLED) {
                throw new CancellationException("given up");
            }
            ByteArrayOutputStream samples = new ByteArrayOutputStream();
            file.write(List.of(found.best()), info.now(), samples);
            return samples.toByteArray();
        }
    }

    private record Watch(BooleanSupplier goesOn) implements AnswerListener {
        @Override
        public boolean goesOn(Answer answer) {
            return goesOn.getAsBoolean();
        }

        @Override
        public boolean goesOn(ModelProgress progress) {
            return goesOn.getAsBoolean();
        }
    }
}
