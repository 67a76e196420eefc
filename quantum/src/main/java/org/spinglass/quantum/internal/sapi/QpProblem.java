// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.topology.WorkingGraph;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Problems in the format {@code qp}: numbers in the order in which the processor lists its qubits and couplers.
 *
 * <ul>
 *   <li>{@code lin}: a linear coefficient for every working qubit, NaN for those that are not in use
 *   <li>{@code quad}: a quadratic one for every coupler both of whose qubits are in use, 0 where the problem has none
 *   <li>{@code offset}: a number
 * </ul>
 *
 * <p>Both lists are 64-bit floating-point numbers, little-endian, in base64. Cost: linear in the qubits and couplers of the
 * processor.
 */
final class QpProblem {
    private static final String FORMAT = "qp";
    private static final String WHAT = "problem data";

    private QpProblem() {}

    /**
     * The message of a problem. Fields are its linear and couplings its quadratic coefficients, whichever type it is
     * submitted as.
     *
     * @throws IllegalArgumentException naming a qubit or coupler that the processor does not have
     */
    public static ObjectNode write(QubitProblem problem, WorkingGraph graph) {
        double[] linear = new double[graph.labels()];
        Arrays.fill(linear, Double.NaN);
        for (int i = 0; i < problem.qubits().length; i++) {
            if (!graph.has(problem.qubits()[i])) {
                throw new IllegalArgumentException(
                        "qubit " + problem.qubits()[i] + " is not in the working graph; expected qubits that work");
            }
            linear[problem.qubits()[i]] = problem.fields()[i];
        }
        ByteBuffer lin = Fields.littleEndian(Double.BYTES * graph.qubits().length);
        for (int qubit : graph.qubits()) {
            lin.putDouble(linear[qubit]);
        }
        return JsonMapper.shared()
                .createObjectNode()
                .put("format", FORMAT)
                .put("lin", Fields.base64(lin))
                .put("quad", Fields.base64(quadratic(problem, graph, linear)))
                .put("offset", problem.offset());
    }

    private static ByteBuffer quadratic(QubitProblem problem, WorkingGraph graph, double[] linear) {
        long[] keys = new long[problem.couplings().length];
        for (int c = 0; c < keys.length; c++) {
            keys[c] = key(problem.couplers()[2 * c], problem.couplers()[2 * c + 1]);
            if (!graph.isCoupled(problem.couplers()[2 * c], problem.couplers()[2 * c + 1])) {
                throw new IllegalArgumentException("coupler (" + problem.couplers()[2 * c] + ", "
                        + problem.couplers()[2 * c + 1] + ") is not in the working graph; expected couplers that work");
            }
        }
        int[] ends = graph.couplers();
        double[] values = new double[ends.length / 2];
        int count = 0;
        for (int e = 0; e < ends.length; e += 2) {
            if (!Double.isNaN(linear[ends[e]]) && !Double.isNaN(linear[ends[e + 1]])) {
                int at = Arrays.binarySearch(keys, key(ends[e], ends[e + 1]));
                values[count++] = at < 0 ? 0 : problem.couplings()[at];
            }
        }
        ByteBuffer quad = Fields.littleEndian(Double.BYTES * count);
        quad.asDoubleBuffer().put(values, 0, count);
        return quad;
    }

    /** Rises with the smaller label, then the larger. */
    private static long key(int p, int q) {
        return (long) Math.min(p, q) << Integer.SIZE | Math.max(p, q);
    }

    /**
     * The problem of a message; couplings of 0 are left out.
     *
     * @return the coefficients as they are, also of a problem of zeros and ones
     * @throws IllegalArgumentException when the message does not fit the processor
     */
    public static QubitProblem read(JsonNode data, WorkingGraph graph) {
        if (!FORMAT.equals(Fields.text(data, "format", WHAT))) {
            throw Fields.unexpected(WHAT, "format", data.path("format"), "\"" + FORMAT + "\"");
        }
        ByteBuffer lin = Fields.bytes(data, "lin", WHAT);
        int[] labels = graph.qubits();
        if (lin.remaining() != Double.BYTES * labels.length) {
            throw new IllegalArgumentException(WHAT + ": lin has " + lin.remaining() + " bytes; expected "
                    + Double.BYTES * labels.length + " for " + labels.length + " qubits");
        }
        boolean[] isUsed = new boolean[graph.labels()];
        int[] qubits = new int[labels.length];
        double[] fields = new double[labels.length];
        int count = 0;
        for (int label : labels) {
            double field = lin.getDouble();
            if (!Double.isNaN(field)) {
                isUsed[label] = true;
                qubits[count] = label;
                fields[count++] = field;
            }
        }
        double offset = data.has("offset") ? Fields.number(data, "offset", WHAT) : 0;
        return couplings(
                Arrays.copyOf(qubits, count),
                Arrays.copyOf(fields, count),
                Fields.bytes(data, "quad", WHAT),
                isUsed,
                graph.couplers(),
                offset);
    }

    private static QubitProblem couplings(
            int[] qubits, double[] fields, ByteBuffer quad, boolean[] isUsed, int[] ends, double offset) {
        int numbers = 0;
        for (int e = 0; e < ends.length; e += 2) {
            numbers += isUsed[ends[e]] && isUsed[ends[e + 1]] ? 1 : 0;
        }
        if (quad.remaining() != Double.BYTES * numbers) {
            throw new IllegalArgumentException(WHAT + ": quad has " + quad.remaining() + " bytes; expected "
                    + Double.BYTES * numbers + " for " + numbers + " couplers between qubits in use");
        }
        long[] keys = new long[numbers];
        double[] values = new double[numbers];
        int count = 0;
        for (int e = 0; e < ends.length; e += 2) {
            if (isUsed[ends[e]] && isUsed[ends[e + 1]]) {
                double value = quad.getDouble();
                if (value != 0) {
                    keys[count] = key(ends[e], ends[e + 1]);
                    values[count++] = value;
                }
            }
        }
        long[] rising = Arrays.copyOf(keys, count);
        Arrays.sort(rising);
        int[] couplers = new int[2 * count];
        double[] couplings = new double[count];
        for (int c = 0; c < count; c++) {
            int at = Arrays.binarySearch(rising, keys[c]);
            couplers[2 * at] = (int) (keys[c] >>> Integer.SIZE);
            couplers[2 * at + 1] = (int) keys[c];
            couplings[at] = values[c];
        }
        return new QubitProblem(qubits, fields, couplers, couplings, offset);
    }
}
