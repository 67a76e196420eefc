// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.QubitAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers in the format {@code qp}, all lists little-endian and in base64:
 *
 * <ul>
 *   <li>{@code active_variables}: labels, 32-bit integers
 *   <li>{@code energies}: one a row, 64-bit floating-point numbers, without the problem's offset
 *   <li>{@code solutions}: rows of {@code ceil(n / 8)} bytes, the first variable in the most significant bit of the first
 *       byte; 1 is spin +1 or variable 1, 0 is spin -1 or variable 0
 *   <li>{@code num_occurrences}: reads of each row, 32-bit integers; absent where every read is a row
 * </ul>
 */
public final class QpAnswer {
    private static final String WHAT = "answer";
    private static final String ROWS = "num_occurrences";

    private QpAnswer() {}

    /**
     * The message of an answer.
     *
     * @param answer to the problem without its offset
     * @param mode histograms tell the reads of each row
     * @param labels the nominal number of the processor's qubits
     */
    public static ObjectNode write(QubitAnswer answer, AnswerMode mode, int labels) {
        int n = answer.qubits().length;
        int rows = answer.rows();
        ByteBuffer active = Fields.littleEndian(Integer.BYTES * n);
        active.asIntBuffer().put(answer.qubits());
        ByteBuffer energies = Fields.littleEndian(Double.BYTES * rows);
        energies.asDoubleBuffer().put(answer.energies());
        int width = (n + 7) / 8;
        byte[] bits = new byte[rows * width];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                if (answer.spins()[row * n + i] > 0) {
                    bits[row * width + (i >> 3)] |= (byte) (0x80 >> (i & 7));
                }
            }
        }
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("format", "qp")
                .put("num_variables", labels)
                .put("active_variables", Fields.base64(active))
                .put("energies", Fields.base64(energies))
                .put("solutions", Fields.base64(ByteBuffer.wrap(bits)));
        json.set("timing", JsonMapper.shared().valueToTree(answer.timing()));
        if (mode == AnswerMode.HISTOGRAM) {
            ByteBuffer occurrences = Fields.littleEndian(Integer.BYTES * rows);
            occurrences.asIntBuffer().put(answer.occurrences());
            json.put(ROWS, Fields.base64(occurrences));
        }
        return json;
    }

    /**
     * The answer of a message. Variables of 0 and 1 become spins of -1 and +1. Rows may have more bytes than they need, all
     * the same number.
     *
     * @param id of the problem
     * @param offset of the problem as it was submitted; the processor's own is added instead where the answer has one
     * @throws IllegalArgumentException when parts are missing or do not fit each other
     */
    public static QubitAnswer read(String id, JsonNode answer, double offset) {
        if (!"qp".equals(Fields.text(answer, "format", WHAT))) {
            throw Fields.unexpected(WHAT, "format", answer.path("format"), "\"qp\"");
        }
        int[] qubits = ints(answer, "active_variables");
        ByteBuffer buffer = Fields.bytes(answer, "energies", WHAT);
        double[] energies = new double[require("energies", buffer.remaining(), Double.BYTES)];
        buffer.asDoubleBuffer().get(energies);
        double constant =
                answer.path("offset").isNumber() ? answer.path("offset").doubleValue() : offset;
        for (int row = 0; row < energies.length; row++) {
            energies[row] += constant;
        }
        int[] occurrences = new int[energies.length];
        Arrays.fill(occurrences, 1);
        if (answer.hasNonNull(ROWS)) {
            occurrences = ints(answer, ROWS);
        }
        byte[] bits = Fields.bytes(answer, "solutions", WHAT).array();
        int least = (qubits.length + 7) / 8;
        int width = energies.length == 0 ? least : bits.length / energies.length;
        if (bits.length != width * energies.length || width < least || occurrences.length != energies.length) {
            throw new IllegalArgumentException(WHAT + ": " + bits.length + " bytes of solutions, " + energies.length
                    + " energies and " + occurrences.length + " numbers of reads; expected " + least
                    + " bytes a row for " + qubits.length + " variables, and as many of each");
        }
        byte[] spins = new byte[energies.length * qubits.length];
        int at = 0;
        for (int row = 0; row < energies.length; row++) {
            for (int i = 0; i < qubits.length; i++) {
                int bit = bits[row * width + (i >> 3)] >> (7 - (i & 7)) & 1;
                spins[at++] = (byte) (2 * bit - 1);
            }
        }
        return new QubitAnswer(id, qubits, spins, energies, occurrences, timing(answer.path("timing")));
    }

    private static int[] ints(JsonNode answer, String name) {
        ByteBuffer buffer = Fields.bytes(answer, name, WHAT);
        int[] values = new int[require(name, buffer.remaining(), Integer.BYTES)];
        buffer.asIntBuffer().get(values);
        return values;
    }

    private static int require(String name, int bytes, int each) {
        if (bytes % each != 0) {
            throw new IllegalArgumentException(
                    WHAT + ": " + name + " has " + bytes + " bytes; expected a multiple of " + each);
        }
        return bytes / each;
    }

    private static Map<String, Double> timing(JsonNode json) {
        Map<String, Double> timing = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                timing.put(entry.getKey(), entry.getValue().doubleValue());
            }
        });
        return timing;
    }
}
