// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several problems, or several copies of one, on different qubits of one processor, annealed in one call. Immutable.
 */
final class TiledProblem {
    private final List<EmbeddedProblem> parts;
    private final QubitProblem problem;

    private TiledProblem(List<EmbeddedProblem> parts, QubitProblem problem) {
        this.parts = parts;
        this.problem = problem;
    }

    /**
     * Problems as they are: a processor that scales them scales all by the factor of the one that needs it most.
     *
     * @throws IllegalArgumentException when there is none, or two share a qubit
     */
    public static TiledProblem of(List<EmbeddedProblem> parts) {
        return new TiledProblem(
                List.copyOf(parts),
                joined(parts.stream().map(EmbeddedProblem::problem).toList()));
    }

    /**
     * Problems that are each scaled to the full range of the processor, to be annealed without its scaling. Energies of
     * qubits are sums of energies in different units then; those of {@link #unembed} are not affected.
     */
    public static TiledProblem scaled(List<EmbeddedProblem> parts, AutoScale scale) {
        return new TiledProblem(
                List.copyOf(parts),
                joined(parts.stream().map(part -> scale.scaled(part.problem())).toList()));
    }

    /** The parts, in their order. */
    public List<EmbeddedProblem> parts() {
        return parts;
    }

    /** All parts as one problem. */
    public QubitProblem problem() {
        return problem;
    }

    /** The states of each part. */
    public List<ModelAnswer> unembed(QubitAnswer answer, Unembedding method) {
        return parts.stream().map(part -> part.unembed(answer, method)).toList();
    }

    private static QubitProblem joined(List<QubitProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problems; expected at least one");
        }
        if (problems.size() == 1) {
            return problems.getFirst();
        }
        record Field(int qubit, double value) {}
        record Joint(int p, int q, double value) {}
        List<Field> fields = new ArrayList<>();
        List<Joint> joints = new ArrayList<>();
        double offset = 0;
        for (QubitProblem part : problems) {
            for (int i = 0; i < part.qubits().length; i++) {
                fields.add(new Field(part.qubits()[i], part.fields()[i]));
            }
            for (int c = 0; c < part.couplings().length; c++) {
                joints.add(new Joint(part.couplers()[2 * c], part.couplers()[2 * c + 1], part.couplings()[c]));
            }
            offset += part.offset();
        }
        fields.sort((a, b) -> Integer.compare(a.qubit, b.qubit));
        for (int i = 1; i < fields.size(); i++) {
            if (fields.get(i).qubit == fields.get(i - 1).qubit) {
                throw new IllegalArgumentException(
                        "two problems use qubit " + fields.get(i).qubit + "; expected problems on different qubits");
            }
        }
        joints.sort((a, b) -> a.p == b.p ? Integer.compare(a.q, b.q) : Integer.compare(a.p, b.p));
        int[] couplers = new int[2 * joints.size()];
        Arrays.setAll(couplers, e -> e % 2 == 0 ? joints.get(e / 2).p : joints.get(e / 2).q);
        return new QubitProblem(
                fields.stream().mapToInt(Field::qubit).toArray(),
                fields.stream().mapToDouble(Field::value).toArray(),
                couplers,
                joints.stream().mapToDouble(Joint::value).toArray(),
                offset);
    }
}
