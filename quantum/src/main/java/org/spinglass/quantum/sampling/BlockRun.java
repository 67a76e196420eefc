package org.spinglass.quantum.sampling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.DenseIsing;
import org.spinglass.ising.EncodedQuadratic;
import org.spinglass.ising.InitialState;
import org.spinglass.ising.PlainIsing;
import org.spinglass.ising.Progress;
import org.spinglass.ising.SamplingRequest;
import org.spinglass.ising.Spins;
import org.spinglass.quantum.embedding.ModelAnswer;

/** Block after block of a model that does not fit a processor; the same block of all forms and reads at the same time. */
final class BlockRun {
    private final EncodedQuadratic model;
    private final ChipRun chip;
    private final QuantumSettings settings;
    private boolean isCancelled;

    BlockRun(EncodedQuadratic model, ChipRun chip, QuantumSettings settings) {
        this.model = model;
        this.chip = chip;
        this.settings = settings;
    }

    /** A label that is the same in any run of the program with the same seed. */
    static String label(long seed, int call) {
        return "spinglass " + Long.toHexString(seed) + " " + call;
    }

    /** Whether a listener ended the run. */
    boolean isCancelled() {
        return isCancelled;
    }

    /** One state of each form for each read of the request. */
    List<List<Spins>> run(SamplingRequest request, long began) {
        SplittableRandom random = new SplittableRandom(request.seed());
        int reads = request.reads();
        List<float[]> matrices = new ArrayList<>();
        List<ConditionalForm> forms = new ArrayList<>();
        for (int form = 0; form < model.forms(); form++) {
            float[] matrix = form > 0 && model.coupling().isShared()
                    ? matrices.getFirst()
                    : model.coupling().matrix(form);
            for (int read = 0; read < reads; read++) {
                matrices.add(matrix);
                forms.add(new ConditionalForm(model, form, matrix, start(request, form, random)));
            }
        }
        List<int[]> blocks = blocks(random);
        int total = blocks.size() * settings.passes();
        for (int turn = 0; turn < total && !isCancelled; turn++) {
            int[] block = blocks.get(turn % blocks.size());
            try {
                turn(forms, matrices, block, label(request.seed(), turn), () -> goesOn(request, 0, total, began));
            } catch (CancellationException e) {
                isCancelled = true;
            }
            Progress now = progress(turn + 1, total, began);
            isCancelled |= !request.progress().goOn(now);
            if (request.stop().stopsAt(now)) {
                break;
            }
        }
        List<List<Spins>> states = new ArrayList<>();
        for (int form = 0; form < model.forms(); form++) {
            states.add(forms.subList(form * reads, (form + 1) * reads).stream()
                    .map(ConditionalForm::state)
                    .toList());
        }
        return states;
    }

    private double[] start(SamplingRequest request, int form, SplittableRandom random) {
        double[] values = new double[model.weights()];
        boolean isPresent = request.initial() instanceof InitialState.Present;
        for (int j = 0; j < values.length; j++) {
            values[j] = isPresent ? model.centre(form, j) : model.value(form, j, random.nextInt(model.topLevel() + 1));
        }
        return values;
    }

    /** All weights in random order, in blocks whose sizes differ by at most one. */
    private List<int[]> blocks(SplittableRandom random) {
        int n = model.weights();
        int[] order = new int[n];
        Arrays.setAll(order, j -> j);
        for (int j = n - 1; j > 0; j--) {
            int other = random.nextInt(j + 1);
            int kept = order[j];
            order[j] = order[other];
            order[other] = kept;
        }
        int most = Math.max(1, settings.blockSpins() / model.bits());
        int count = (n + most - 1) / most;
        List<int[]> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            blocks.add(Arrays.copyOfRange(order, (int) ((long) n * b / count), (int) ((long) n * (b + 1) / count)));
        }
        return blocks;
    }

    private void turn(
            List<ConditionalForm> forms,
            List<float[]> matrices,
            int[] block,
            String label,
            java.util.function.BooleanSupplier goesOn) {
        List<PlainIsing> problems = new ArrayList<>();
        for (int f = 0; f < forms.size(); f++) {
            problems.add(forms.get(f).block(matrices.get(f), block));
        }
        List<List<ModelAnswer>> answers = chip.anneal(problems, label, goesOn);
        for (int f = 0; f < forms.size(); f++) {
            Spins best = better((DenseIsing) problems.get(f), forms.get(f).present(block), answers.get(f));
            if (best != null) {
                forms.get(f).move(matrices.get(f), block, best);
            }
        }
    }

    /** The best state of all answers; null where the present one is as good, or where all reads were discarded. */
    private static @Nullable Spins better(DenseIsing problem, @Nullable Spins present, List<ModelAnswer> answers) {
        double lowest = present == null ? Double.POSITIVE_INFINITY : problem.energy(0, present);
        Spins best = null;
        for (ModelAnswer answer : answers) {
            int row = answer.best();
            if (row >= 0 && answer.energies()[row] < lowest) {
                int from = row * answer.variables();
                lowest = answer.energies()[row];
                best = Spins.of(Arrays.copyOfRange(answer.spins(), from, from + answer.variables()));
            }
        }
        return best;
    }

    private boolean goesOn(SamplingRequest request, int done, int total, long began) {
        return request.progress().goOn(progress(done, total, began));
    }

    static Progress progress(int done, int total, long began) {
        return new Progress(
                done,
                total,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                0,
                0,
                Duration.ofNanos(System.nanoTime() - began));
    }
}
