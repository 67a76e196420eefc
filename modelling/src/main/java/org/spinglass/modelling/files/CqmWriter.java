// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a program as a constrained quadratic model of dimod's, version 2 of the file, as {@link CqmReader} has it.
 * What is to be as large as possible is written with the opposite sign, as these models are minimised; a rule with two
 * bounds becomes two constraints.
 */
final class CqmWriter {
    private static final int BLOCK = 64;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Program program;
    private final Map<String, Side> constraints = new LinkedHashMap<>();
    private final CqmTerms objective;

    /** A constraint: left side, sense, right side. */
    private record Side(CqmTerms left, String sense, double right) {}

    CqmWriter(Program program) {
        this.program = program;
        LpTerms goal = new LpTerms();
        goal.add(program.isMaximised() ? -1 : 1, program.goal());
        this.objective = new CqmTerms(goal, program.columns());
        for (LpReader.Row row : program.rows()) {
            boolean isEqual = row.low() == row.high();
            boolean isBoth = !isEqual && Double.isFinite(row.low()) && Double.isFinite(row.high());
            if (isEqual) {
                add(row.name(), row.terms(), "==", row.low());
            } else {
                if (Double.isFinite(row.high())) {
                    add(row.name(), row.terms(), "<=", row.high());
                }
                if (Double.isFinite(row.low())) {
                    add(isBoth ? row.name() + " at least" : row.name(), row.terms(), ">=", row.low());
                }
            }
        }
    }

    private void add(String name, LpTerms terms, String sense, double right) {
        String label = name;
        for (int k = 2; constraints.containsKey(label); k++) {
            label = name + " " + k;
        }
        constraints.put(label, new Side(new CqmTerms(terms, program.columns()), sense, right));
    }

    /** Writes it, and leaves the stream open. */
    void write(OutputStream stream) throws IOException {
        stream.write(header("DIMODCQM", counts()));
        ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
        entry(zip, "varinfo", section("VTYP", variables(), 4));
        entry(zip, "variable_labels.json", labels());
        entry(zip, "objective", expression(objective, "ObjectiveView"));
        for (Map.Entry<String, Side> constraint : constraints.entrySet()) {
            String folder = "constraints/" + CqmJson.text(constraint.getKey()) + "/";
            Side side = constraint.getValue();
            entry(zip, folder + "lhs", expression(side.left(), "ConstraintView"));
            entry(zip, folder + "rhs", bytes(8).putDouble(side.right()).array());
            entry(zip, folder + "sense", side.sense().getBytes(StandardCharsets.US_ASCII));
        }
        zip.finish();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private String counts() {
        long biases = objective.biases();
        long quadratic = 0;
        for (Side side : constraints.values()) {
            biases += side.left().biases();
            quadratic += side.left().quadraticVariables();
        }
        return "{\"num_biases\": " + biases + ", \"num_constraints\": " + constraints.size()
                + ", \"num_linear_biases_real\": 0, \"num_quadratic_variables\": " + quadratic
                + ", \"num_quadratic_variables_real\": 0, \"num_variables\": "
                + program.columns().size() + ", \"num_weighted_constraints\": 0}";
    }

    private byte[] variables() {
        ByteBuffer info = bytes(17 * program.columns().size());
        for (Program.Column column : program.columns()) {
            int kind = column.isSpin() && column.low() < column.high()
                    ? 1
                    : column.low() == 0 && column.high() == 1 ? 0 : 2;
            info.put((byte) kind).putDouble(column.low()).putDouble(column.high());
        }
        return info.array();
    }

    private byte[] labels() {
        StringBuilder text = new StringBuilder("[");
        for (Program.Column column : program.columns()) {
            text.append(text.length() > 1 ? ", " : "").append(CqmJson.text(column.name()));
        }
        return text.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] expression(CqmTerms terms, String type) throws IOException {
        int count = terms.variables().length;
        int pairs = terms.pairs().size();
        ByteBuffer indices = bytes(4 * count);
        ByteBuffer linear = bytes(8 * count);
        for (int k = 0; k < count; k++) {
            indices.putInt(terms.variables()[k]);
            linear.putDouble(terms.linear()[k]);
        }
        ByteBuffer quadratic = bytes(16 * pairs);
        for (CqmTerms.Pair pair : terms.pairs()) {
            quadratic.putInt(pair.row()).putInt(pair.column()).putDouble(pair.bias());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(header(
                "DIMODEXPR",
                "{\"dtype\": \"float64\", \"itype\": \"int32\", \"shape\": [" + count + ", " + pairs + "], \"type\": \""
                        + type + "\"}"));
        all.write(section("INDX", indices.array(), 4));
        all.write(section("OFFS", bytes(8).putDouble(terms.constant()).array(), 4));
        all.write(section("LINB", linear.array(), 4));
        all.write(section("QUAD", quadratic.array(), 8));
        return all.toByteArray();
    }

    /** What it is, version 2.0, a length, and JSON with a line end and as many spaces as make whole blocks of all. */
    private static byte[] header(String magic, String json) {
        byte[] text = (json + "\n").getBytes(StandardCharsets.US_ASCII);
        int before = magic.length() + 6;
        int length = padded(before + text.length) - before;
        ByteBuffer header = bytes(before + length)
                .put(magic.getBytes(StandardCharsets.US_ASCII))
                .put((byte) 2)
                .put((byte) 0)
                .putInt(length)
                .put(text);
        return filled(header);
    }

    /** Four letters, a length in so many bytes, and what it holds, with spaces to whole blocks. */
    private static byte[] section(String magic, byte[] content, int lengthBytes) {
        int before = magic.length() + lengthBytes;
        int length = padded(before + content.length) - before;
        ByteBuffer section = bytes(before + length).put(magic.getBytes(StandardCharsets.US_ASCII));
        if (lengthBytes == 4) {
            section.putInt(length);
        } else {
            section.putLong(length);
        }
        return filled(section.put(content));
    }

    private static int padded(int length) {
        return Math.multiplyExact(Math.ceilDiv(length, BLOCK), BLOCK);
    }

    private static byte[] filled(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        return buffer.array();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
