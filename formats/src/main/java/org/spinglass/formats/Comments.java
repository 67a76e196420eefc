// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments of a text say that matters: a constant, which programs that write such files put there as their
 * formats have no place for it, and the kind of variables. For one thread.
 */
final class Comments {
    /** Words that may stand beside "constant" or "offset" without giving it another meaning. */
    private static final String WORD =
            "(?:the|an?|terms?|of|in|for|to|be|is|objective|function|energy|energies|value|model"
                    + "|problem|qubo|ising|cost|hamiltonian|additive|added|bqm|total|this|with|quadratic|part|const|constant|offset)";

    private static final String NUMBER = "[-+]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][-+]?[0-9]+)?";
    private static final Pattern MARKS = Pattern.compile("^(?:[#%!/*;:\\s]+|[cC]\\s+)+");
    private static final Pattern CONSTANT = Pattern.compile(
            "(?:" + WORD + "[\\s_-]+){0,8}?(?:constant|const|offset)(?:[\\s_-]+" + WORD + "){0,8}\\s*[:=]?\\s*("
                    + NUMBER + ")\\s*[.;,]?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SUSPECT =
            Pattern.compile(".*\\b(?:constant|offset)\\b.*[0-9].*", Pattern.CASE_INSENSITIVE);
    private static final Pattern VARTYPE = Pattern.compile(".*?vartype[:=]\\s*([-_.a-zA-Z0-9]+).*");
    private static final int MOST_NOTES = 3;
    private static final int LONGEST = 200;

    private final Input input;
    private Optional<Vartype> vartype;
    private double constant;
    private long constantLine;
    private int suspects;

    Comments(Input input) {
        this.input = input;
        this.vartype = input.options().vartype();
    }

    /** Takes note of a comment, mark included. */
    void add(String comment, long line) throws FormatException {
        Matcher kind = VARTYPE.matcher(comment);
        if (kind.matches()) {
            setVartype(kind.group(1), line);
        }
        String lower = comment.toLowerCase(Locale.ROOT);
        if (comment.length() > LONGEST || !lower.contains("const") && !lower.contains("offset")) {
            return;
        }
        String text = MARKS.matcher(comment).replaceFirst("").strip();
        Matcher matcher = CONSTANT.matcher(text);
        if (matcher.matches()) {
            double value = Double.parseDouble(matcher.group(1));
            if (!Double.isFinite(value)) {
                throw FormatException.atLine(
                        input.source(),
                        line,
                        "the constant in a comment is " + matcher.group(1) + "; expected a finite number");
            }
            if (constantLine > 0 && value != constant) {
                throw FormatException.atLine(
                        input.source(),
                        line,
                        "a comment states a constant of " + matcher.group(1) + "; the one on line " + constantLine
                                + " another");
            }
            constant = value;
            constantLine = line;
        } else if (SUSPECT.matcher(text).matches() && suspects++ < MOST_NOTES) {
            input.note(line, "a comment speaks of a constant, which does not count: " + JsonText.shown(text));
        }
    }

    private void setVartype(String name, long line) throws FormatException {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.equals("SPIN") && !upper.equals("BINARY")) {
            throw FormatException.atLine(input.source(), line, "vartype is '" + name + "'; expected SPIN or BINARY");
        }
        Vartype stated = Vartype.valueOf(upper);
        if (vartype.isPresent() && vartype.get() != stated) {
            throw FormatException.atLine(
                    input.source(), line, "vartype is " + stated + "; it was said to be " + vartype.get() + " before");
        }
        vartype = Optional.of(stated);
    }

    /** What the options or a comment say of variables. */
    Optional<Vartype> vartype() {
        return vartype;
    }

    /** The constant, 0 where there is none; tells that it counts. */
    double constant() {
        if (constant != 0) {
            input.note(
                    constantLine,
                    "the constant " + PythonNumber.json(constant) + " of this comment is part of every value");
        }
        return constant;
    }

    /** Tells that a constant does not count, if there is one. */
    void dropConstant(String why) {
        if (constant != 0) {
            input.note(
                    constantLine,
                    "the constant " + PythonNumber.json(constant) + " of this comment does not count, as " + why);
        }
    }
}
