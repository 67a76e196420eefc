package org.spinglass.ising.io;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.Duplicates;
import org.spinglass.ising.io.Growing.Doubles;
import org.spinglass.ising.io.Growing.Ints;

/** Reads binary quadratic models as dimod's {@code to_serializable} writes them, schema 3, members in any order. */
final class BqmJsonReader {
    private static final int UNKNOWN = -1;

    private final Input input;
    private final JsonReader json;
    private final Doubles linear;
    private final Doubles quadratic;
    private final Ints head;
    private final Ints tail;
    private @Nullable String type;
    private @Nullable Vartype vartype;
    private @Nullable VariableLabels labels;
    private int variables = UNKNOWN;
    private int interactions = UNKNOWN;
    private double offset;

    private BqmJsonReader(Input input) {
        this.input = input;
        this.json = new JsonReader(input.stream(), input.source());
        this.linear = new Doubles(input.budget());
        this.quadratic = new Doubles(input.budget());
        this.head = new Ints(input.budget());
        this.tail = new Ints(input.budget());
    }

    static Problem read(Input input) throws IOException {
        return new BqmJsonReader(input).read();
    }

    private Problem read() throws IOException {
        Set<String> names = new HashSet<>();
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
            case "variable_type" -> vartype = vartype(json.string());
            case "variable_labels" -> labels = LabelReader.read(json, input.budget());
            case "num_variables" -> variables = json.whole(name);
            case "num_interactions" -> interactions = json.whole(name);
            case "offset" -> offset = json.number();
            case "linear_biases" -> numbers(linear);
            case "quadratic_biases" -> numbers(quadratic);
            case "quadratic_head" -> indices(name, head);
            case "quadratic_tail" -> indices(name, tail);
            case "use_bytes" -> {
                if (json.bool()) {
                    throw json.error("use_bytes is true; only models whose numbers are written as such can be read");
                }
            }
            default -> {
                json.skip();
                return false;
            }
        }
        return true;
    }

    private Vartype vartype(String name) throws FormatException {
        return switch (name) {
            case "SPIN" -> Vartype.SPIN;
            case "BINARY" -> Vartype.BINARY;
            default -> throw json.error("variable_type is " + JsonText.shown(name) + "; expected SPIN or BINARY");
        };
    }

    private void numbers(Doubles into) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            into.add(json.number());
        }
        json.endArray();
    }

    private void indices(String name, Ints into) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            into.add(json.whole("an element of " + name));
        }
        json.endArray();
    }

    private Problem build() throws FormatException {
        if (!"BinaryQuadraticModel".equals(type)) {
            throw input.error("type is " + (type == null ? "not stated" : JsonText.shown(type))
                    + "; expected \"BinaryQuadraticModel\"");
        }
        if (vartype == null) {
            throw input.error("it has no variable_type; expected SPIN or BINARY");
        }
        if (labels == null || linear.size() != labels.size() || variables != UNKNOWN && variables != labels.size()) {
            throw input.error(linear.size() + " linear biases of " + (labels == null ? "no" : labels.size())
                    + " variable_labels" + (variables == UNKNOWN ? "" : ", num_variables is " + variables));
        }
        if (quadratic.size() != head.size()
                || quadratic.size() != tail.size()
                || interactions != UNKNOWN && interactions != quadratic.size()) {
            throw input.error(
                    quadratic.size() + " quadratic biases between " + head.size() + " heads and " + tail.size()
                            + " tails" + (interactions == UNKNOWN ? "" : ", num_interactions is " + interactions));
        }
        ProblemBuilder builder = new ProblemBuilder(input, vartype, labels, quadratic.size(), Duplicates.REJECT);
        builder.addOffset(offset);
        for (int i = 0; i < linear.size(); i++) {
            builder.addLinear(i, linear.get(i), 0);
        }
        for (int e = 0; e < quadratic.size(); e++) {
            int i = head.get(e);
            int j = tail.get(e);
            if (i >= labels.size() || j >= labels.size() || i == j) {
                throw input.error("quadratic bias " + e + " is between variables " + i + " and " + j
                        + "; expected two different ones below " + labels.size());
            }
            builder.addPair(i, j, quadratic.get(e), 0);
        }
        return builder.problem();
    }
}
