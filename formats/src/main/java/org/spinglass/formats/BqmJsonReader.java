// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Duplicates;

/**
 * Reads binary quadratic models in JSON, members in any order: as dimod's {@code to_serializable} writes them, schemas 1
 * to 3, with numbers or with bytes; cimod's dense form of schema 3; and bqpjson.
 *
 * <p>The dense form is the matrix M of n + 1 rows whose value is {@code s' M s - 1} with a last element of s that is 1: the
 * linear coefficients stand in the last column, and a 1 in the corner.
 */
final class BqmJsonReader {
    private static final int UNKNOWN = -1;

    private final Input input;
    private final JsonReader json;
    private final LabelledTerms terms;
    private final JsonNumbers linear;
    private final JsonNumbers quadratic;
    private final JsonNumbers head;
    private final JsonNumbers tail;
    private final JsonNumbers dense;
    private final Set<String> names = new HashSet<>();
    private @Nullable String type;
    private @Nullable Vartype vartype;
    private @Nullable VariableLabels labels;
    private @Nullable String biasType;
    private @Nullable String indexType;
    private int variables = UNKNOWN;
    private int interactions = UNKNOWN;
    private double offset;
    private double scale = 1;

    private BqmJsonReader(Input input) throws IOException {
        this.input = input;
        this.json = new JsonReader(input.stream(), input.source());
        this.terms = new LabelledTerms(input);
        this.linear = new JsonNumbers(input, "linear_biases");
        this.quadratic = new JsonNumbers(input, "quadratic_biases");
        this.head = new JsonNumbers(input, "quadratic_head");
        this.tail = new JsonNumbers(input, "quadratic_tail");
        this.dense = new JsonNumbers(input, "biases");
    }

    static Problem read(Input input) throws IOException {
        return new BqmJsonReader(input).read();
    }

    private Problem read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            if (known(name) && !names.add(name)) {
                throw json.error("'" + name + "' appears twice");
            }
        }
        json.endObject();
        json.end();
        return build();
    }

    /** Reads a member; false if it is of no interest and was passed over. */
    private boolean known(String name) throws IOException {
        switch (name) {
            case "type" -> type = json.string();
            case "variable_type", "variable_domain" -> vartype = vartype(name, json.string());
            case "variable_labels", "variable_ids" -> labels = LabelReader.read(json, input.budget());
            case "num_variables" -> variables = json.whole(name);
            case "num_interactions" -> interactions = json.whole(name);
            case "offset" -> offset = json.number();
            case "scale" -> scale = json.number();
            case "linear_terms" -> terms.readLinear(json);
            case "quadratic_terms" -> terms.readQuadratic(json);
            case "linear_biases" -> linear.read(json);
            case "quadratic_biases" -> quadratic.read(json);
            case "quadratic_head" -> head.read(json);
            case "quadratic_tail" -> tail.read(json);
            case "biases" -> dense.read(json);
            case "bias_type" -> biasType = json.string();
            case "index_type" -> indexType = json.string();
            default -> {
                json.skip();
                return false;
            }
        }
        return true;
    }

    private Vartype vartype(String member, String name) throws FormatException {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "SPIN" -> Vartype.SPIN;
            case "BINARY", "BOOLEAN" -> Vartype.BINARY;
            default -> throw json.error(member + " is " + JsonText.shown(name) + "; expected SPIN or BINARY");
        };
    }

    private Problem build() throws IOException {
        boolean hasTerms = names.contains("linear_terms") || names.contains("quadratic_terms");
        boolean isBqm = "BinaryQuadraticModel".equals(type) || names.contains("linear_biases") || hasTerms;
        if (!isBqm) {
            throw input.error("type is " + (type == null ? "not stated" : JsonText.shown(type))
                    + "; expected \"BinaryQuadraticModel\", or the members of bqpjson");
        }
        if (vartype == null) {
            throw input.error("it has no variable_type; expected SPIN or BINARY");
        }
        if (labels == null) {
            throw input.error("it has no variable_labels; expected one for each variable");
        }
        if (variables != UNKNOWN && variables != labels.size()) {
            throw input.error(labels.size() + " variable_labels, num_variables is " + variables);
        }
        if (hasTerms) {
            return terms.problem(vartype, labels, offset, scale);
        }
        return names.contains("biases") ? dense(vartype, labels) : lists(vartype, labels);
    }

    private Problem lists(Vartype kind, VariableLabels known) throws IOException {
        linear.decode(biasType);
        quadratic.decode(biasType);
        head.decode(indexType);
        tail.decode(indexType);
        int n = known.size();
        if (linear.size() != n) {
            throw input.error(linear.size() + " linear biases of " + n + " variable_labels");
        }
        if (quadratic.size() != head.size()
                || quadratic.size() != tail.size()
                || interactions != UNKNOWN && interactions != quadratic.size()) {
            throw input.error(
                    quadratic.size() + " quadratic biases between " + head.size() + " heads and " + tail.size()
                            + " tails" + (interactions == UNKNOWN ? "" : ", num_interactions is " + interactions));
        }
        ProblemBuilder builder = new ProblemBuilder(input, kind, known, quadratic.size(), Duplicates.REJECT);
        if (linear.areBytes() || quadratic.areBytes()) {
            builder.readDoubles();
        }
        builder.addOffset(offset);
        for (int i = 0; i < n; i++) {
            builder.addLinear(i, linear.get(i), 0);
        }
        for (int e = 0; e < quadratic.size(); e++) {
            int i = head.index(e, n);
            int j = tail.index(e, n);
            if (i == j) {
                throw input.error("quadratic bias " + e + " is between variables " + i + " and " + j
                        + "; expected two different ones below " + n);
            }
            builder.addPair(i, j, quadratic.get(e), 0);
        }
        return builder.problem();
    }

    private Problem dense(Vartype kind, VariableLabels known) throws IOException {
        dense.decode(biasType);
        int n = known.size();
        int side = n + 1;
        if (dense.size() != (long) side * side) {
            throw input.error(dense.size() + " biases of " + n + " variable_labels; expected " + (long) side * side
                    + ", the elements of a matrix of " + side + " rows");
        }
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                pairs += element(i, j, side) != 0 ? 1 : 0;
            }
        }
        ProblemBuilder builder = new ProblemBuilder(input, kind, known, pairs, Duplicates.REJECT);
        if (dense.areBytes()) {
            builder.readDoubles();
        }
        builder.addOffset(offset);
        builder.addOffset(dense.get(side * side - 1) - 1);
        for (int i = 0; i < n; i++) {
            double diagonal = dense.get(i * side + i);
            builder.addOffset(kind == Vartype.SPIN ? diagonal : 0);
            builder.addLinear(i, element(i, n, side) + (kind == Vartype.SPIN ? 0 : diagonal), 0);
            for (int j = i + 1; j < n; j++) {
                if (element(i, j, side) != 0) {
                    builder.addPair(i, j, element(i, j, side), 0);
                }
            }
        }
        return builder.problem();
    }

    /** {@code M_ij + M_ji}. */
    private double element(int i, int j, int side) {
        return dense.get(i * side + j) + dense.get(j * side + i);
    }
}
