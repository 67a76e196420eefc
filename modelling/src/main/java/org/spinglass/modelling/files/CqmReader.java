// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Variable;

/**
 * Constrained quadratic models of dimod, version 2 of the file: {@code DIMODCQM}, two bytes of version, a header in
 * JSON, then a zip file with the variables ({@code varinfo}), their labels, the objective, and a folder a constraint
 * with its left side, right side, sense, and of soft ones weight and penalty. All numbers are little-endian. A soft
 * constraint whose penalty is linear becomes a rule that must hold and a variable by which it may be broken.
 */
final class CqmReader {
    private static final String MAGIC = "DIMODCQM";
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_HEADER = 1 << 20;
    private static final double UNBOUNDED = 1 << 30;

    private final Lines source;
    private final LpVariables variables;
    private final LpTerms goal = new LpTerms();
    private List<?> labels = List.of();

    /** A constraint as it is read: hard where the weight is infinite; what it is broken by is paid, or its square. */
    private record Side(Object label, LpReader.Row row, double weight, boolean isLinear) {
        boolean isHard() {
            return weight == Double.POSITIVE_INFINITY;
        }
    }

    CqmReader(Lines source) {
        this.source = source;
        this.variables = new LpVariables(source, "of the kind INTEGER or BINARY");
    }

    CqmFile read(InputStream stream) throws IOException {
        CqmBytes header = new CqmBytes(source, "the header", stream.readNBytes(MAGIC.length() + 6));
        header.expect(MAGIC);
        int major = header.readByte();
        int minor = header.readByte();
        if (major != 2 || minor != 0) {
            throw source.error(
                    "the version is " + major + "." + minor + "; expected 2.0, as dimod 0.11 and later write");
        }
        int length = header.readInt();
        if (length < 2 || length > MOST_HEADER) {
            throw source.error(
                    "a header of " + Integer.toUnsignedLong(length) + " bytes; expected at most " + MOST_HEADER);
        }
        Map<?, ?> fields = new CqmJson(source, "the header").object(stream.readNBytes(length));
        Map<String, byte[]> entries = entries(stream);
        int count = columns(entries, fields);
        new CqmExpression(source, "the objective", count).read(entry(entries, "objective"), goal);
        Map<String, Side> sides = new LinkedHashMap<>();
        for (String name : entries.keySet()) {
            String[] parts = name.split("/", -1);
            if (parts.length == 3 && parts[0].equals("constraints") && !sides.containsKey(parts[1])) {
                sides.put(parts[1], side(entries, parts[1], count));
            }
        }
        Object declared = fields.get("num_constraints");
        if (declared instanceof Number number && number.longValue() != sides.size()) {
            throw source.error(sides.size() + " constraints, but the header says " + number + "; expected as many");
        }
        return file(new ArrayList<>(sides.values()), count);
    }

    private Map<String, byte[]> entries(InputStream stream) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        long left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(stream)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
                left -= bytes.length;
                if (left < 0) {
                    throw source.error("more than " + MOST_BYTES + " bytes; expected a smaller model");
                }
                all.put(entry.getName(), bytes);
            }
        } catch (ZipException | EOFException e) {
            throw source.error(
                    "what follows the header is not a whole zip file; expected one (" + e.getMessage() + ")");
        }
        return all;
    }

    private byte[] entry(Map<String, byte[]> entries, String name) throws IOException {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw source.error("no entry " + name + " behind the header; expected one, and the file may be cut off");
        }
        return bytes;
    }

    private int columns(Map<String, byte[]> entries, Map<?, ?> fields) throws IOException {
        if (!(fields.get("num_variables") instanceof Integer count) || count < 1) {
            throw source.error("the header says num_variables is " + fields.get("num_variables")
                    + "; expected a whole number of at least 1");
        }
        byte[] labels = entries.get("variable_labels.json");
        List<?> names = labels == null ? List.of() : new CqmJson(source, "variable_labels.json").list(labels);
        if (labels != null && names.size() != count) {
            throw source.error(names.size() + " labels for " + count + " variables; expected as many");
        }
        this.labels = CqmFile.numbered(labels == null ? null : names, count);
        CqmBytes info = new CqmBytes(source, "varinfo", entry(entries, "varinfo")).section("VTYP", false);
        for (int v = 0; v < count; v++) {
            String name = labels == null ? Integer.toString(v) : CqmJson.label(names.get(v));
            int kind = info.readByte();
            double low = info.readDouble();
            double high = info.readDouble();
            if (variables.number(name, 0) != v) {
                throw source.error("the variable " + name + " twice; expected each label once");
            }
            if (kind < 0 || kind > 3) {
                throw source.error("the variable " + name + " is of the kind " + kind + "; expected 0 to 3");
            }
            if (kind != 3) { // a real one is refused where variables are made
                variables.whole(v);
            }
            if (kind == 1) {
                variables.spin(v);
            }
            variables.low(v, kind == 0 ? 0 : low <= -UNBOUNDED ? Double.NEGATIVE_INFINITY : low);
            variables.high(v, kind == 0 ? 1 : high >= UNBOUNDED ? Double.POSITIVE_INFINITY : high);
        }
        return count;
    }

    private Side side(Map<String, byte[]> entries, String label, int count) throws IOException {
        String folder = "constraints/" + label + "/";
        Object given = new CqmJson(source, folder).value(label.getBytes(StandardCharsets.UTF_8));
        String name = CqmJson.label(given);
        LpTerms terms = new LpTerms();
        new CqmExpression(source, "the constraint " + name, count).read(entry(entries, folder + "lhs"), terms);
        double right = new CqmBytes(source, folder + "rhs", entry(entries, folder + "rhs")).readDouble();
        String sense = new String(entry(entries, folder + "sense"), StandardCharsets.US_ASCII);
        if (!sense.equals("<=") && !sense.equals(">=") && !sense.equals("==") || !Double.isFinite(right)) {
            throw source.error("the constraint " + name + " is '" + sense + " " + right
                    + "'; expected <=, >= or == and a finite number");
        }
        LpReader.Row row = new LpReader.Row(
                name,
                terms,
                sense.equals("<=") ? Double.NEGATIVE_INFINITY : right,
                sense.equals(">=") ? Double.POSITIVE_INFINITY : right);
        byte[] weight = entries.get(folder + "weight");
        double soft = weight == null
                ? Double.POSITIVE_INFINITY
                : new CqmBytes(source, folder + "weight", weight).readDouble();
        if (!(soft > 0)) {
            throw source.error("the constraint " + name + " weighs " + soft + "; expected more than 0");
        }
        if (soft == Double.POSITIVE_INFINITY) {
            return new Side(given, row, soft, false);
        }
        String penalty = new String(entry(entries, folder + "penalty"), StandardCharsets.US_ASCII);
        return switch (penalty) {
            case "quadratic" -> new Side(given, row, soft, false);
            case "linear" -> new Side(given, row, soft, true);
            default ->
                throw source.error(
                        "the constraint " + name + " has the penalty '" + penalty + "'; expected linear or quadratic");
        };
    }

    /** A rule that may be broken by variables whose value is paid. */
    private LpReader.Row linear(LpReader.Row row, double weight) throws IOException {
        double most = row.terms().constant();
        double least = most;
        boolean isWhole = most == Math.rint(most)
                && (Double.isInfinite(row.low()) || row.low() == Math.rint(row.low()))
                && (Double.isInfinite(row.high()) || row.high() == Math.rint(row.high()));
        for (LpTerms.Term term : row.terms().terms()) {
            double c = term.coefficient();
            isWhole &= c == Math.rint(c) && term.second() < 0;
            double a = c * variables.low(term.first());
            double b = c * variables.high(term.first());
            most += Math.max(a, b);
            least += Math.min(a, b);
        }
        if (!isWhole || most - least > UNBOUNDED) {
            throw source.error("the soft constraint " + row.name() + " has a linear penalty and is not a linear one of"
                    + " whole numbers and narrow bounds; expected that, or the penalty quadratic");
        }
        LpTerms terms = row.terms().merged();
        if (row.high() < most) {
            terms.add(-1, broken("over " + row.name(), most - row.high(), weight));
        }
        if (row.low() > least) {
            terms.add(1, broken("under " + row.name(), row.low() - least, weight));
        }
        return new LpReader.Row(row.name(), terms, row.low(), row.high());
    }

    private int broken(String name, double most, double weight) {
        int variable = variables.number(name, 0);
        variables.whole(variable);
        variables.high(variable, most);
        goal.add(weight, variable);
        return variable;
    }

    private CqmFile file(List<Side> read, int count) throws IOException {
        LpTerms objective = new LpTerms();
        objective.add(1, goal);
        variables.tighten(read.stream().filter(Side::isHard).map(Side::row).toList());
        List<Side> sides = new ArrayList<>();
        for (Side side : read) {
            sides.add(
                    side.isLinear()
                            ? new Side(side.label(), linear(side.row(), side.weight()), Double.POSITIVE_INFINITY, false)
                            : side);
        }
        Model model = new Model();
        List<Variable> made = variables.make(model);
        model.minimise(goal.over(made::get));
        for (Side side : sides) {
            Rule rule = LpReader.rule(side.row(), side.row().terms().over(made::get));
            if (side.isHard()) {
                model.require(side.row().name(), rule);
            } else {
                model.prefer(side.row().name(), rule, side.weight());
            }
        }
        return new CqmFile(
                model,
                made.subList(0, count),
                labels,
                objective,
                read.stream()
                        .map(side -> new CqmFile.Stated(side.label(), side.row(), side.isHard()))
                        .toList());
    }
}
