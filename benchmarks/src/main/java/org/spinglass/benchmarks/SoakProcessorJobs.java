// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.topology.Chimera;

/** Jobs of a processor: random qubits, couplings, controls and numbers of reads, now and then 25 at once. */
record SoakProcessorJobs(Chimera chip, Processor processor) implements SoakJobs {
    @Override
    public Call next(SplittableRandom random) {
        int count = random.nextInt(10) == 0 ? 25 : 1;
        return new Anneals(
                processor, Stream.generate(() -> job(random)).limit(count).toList());
    }

    private AnnealJob job(SplittableRandom random) {
        int[] all = chip.graph().couplers();
        int from = 2 * random.nextInt(all.length / 2 - 20);
        int[] couplers = Arrays.copyOfRange(all, from, from + 2 * (1 + random.nextInt(20)));
        int[] qubits = Arrays.stream(couplers).sorted().distinct().toArray();
        double[] fields = random.doubles(qubits.length, -1, 1).toArray();
        double[] couplings = random.doubles(couplers.length / 2, -1, 1).toArray();
        QubitProblem problem = new QubitProblem(qubits, fields, couplers, couplings, random.nextDouble());
        AnnealParameters parameters = AnnealParameters.of(1 + random.nextInt(40))
                .withAnnealingTime(random.nextInt(20) == 0 ? 300 : 1 + random.nextInt(3))
                .withAnswerMode(random.nextBoolean() ? AnswerMode.RAW : AnswerMode.HISTOGRAM);
        return switch (random.nextInt(4)) {
            case 0 -> new AnnealJob(problem, parameters.withOffsets(new double[chip.labels()]), "offsets");
            case 1 -> new AnnealJob(problem, parameters.withMaxAnswers(1), "limited");
            case 2 -> new AnnealJob(problem, parameters, "seeded", random.nextLong());
            default -> new AnnealJob(problem, parameters, "plain");
        };
    }

    @Override
    public void close() {
        processor.close();
    }

    private record Anneals(Processor processor, List<AnnealJob> all) implements Call {
        @Override
        public int jobs() {
            return all.size();
        }

        @Override
        public long patience() {
            return 100_000_000;
        }

        @Override
        public int ask(BooleanSupplier goesOn) {
            List<QubitAnswer> answers = processor.anneal(all, goesOn);
            int wrong = 0;
            for (int k = 0; k < all.size(); k++) {
                wrong += isOf(all.get(k), answers.get(k)) ? 0 : 1;
            }
            return wrong;
        }

        /** Whether energies to the last bits, qubits and reads are those of this problem and no other. */
        private static boolean isOf(AnnealJob job, QubitAnswer answer) {
            QubitProblem problem = job.problem();
            boolean isRight = Arrays.equals(answer.qubits(), problem.qubits()) && answer.rows() > 0;
            for (int row = 0; isRight && row < answer.rows(); row++) {
                double energy = problem.energy(answer.spins(), row * problem.qubits().length);
                isRight = Math.abs(energy - answer.energies()[row]) < 1e-9;
            }
            int reads = Arrays.stream(answer.occurrences()).sum();
            boolean isLimited = job.label().equals("limited");
            return isRight
                    && (isLimited
                            ? reads <= job.parameters().reads()
                            : reads == job.parameters().reads());
        }
    }
}
