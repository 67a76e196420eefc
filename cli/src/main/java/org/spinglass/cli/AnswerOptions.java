// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.ModelRequest;
import picocli.CommandLine.Option;

/** How many answers {@code solve} gives to a model of named variables and rules. */
final class AnswerOptions {
    private static final int MOST = 1000;

    @Option(
            names = "--answers",
            paramLabel = "N",
            description = "Of a model of named variables: up to N answers, the best first. Default: 1.")
    private @Nullable String answers;

    @Option(
            names = "--apart",
            paramLabel = "D",
            description = "Of several --answers: any two differ in D variables or more. Default: 1.")
    private @Nullable String apart;

    /** The options that were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (answers != null) {
            given.add("--answers");
        }
        if (apart != null) {
            given.add("--apart");
        }
        return given;
    }

    /** As many as are wanted. */
    int wanted() {
        Integer value = OptionValues.wholeNumber("--answers", answers, 1, MOST);
        return value == null ? 1 : value;
    }

    /** In how many variables any two differ. */
    int apart() {
        Integer value = OptionValues.wholeNumber("--apart", apart, 1, Integer.MAX_VALUE);
        if (value != null && wanted() == 1) {
            throw new UsageException("--apart is of several answers; expected --answers N as well");
        }
        return value == null ? 1 : value;
    }

    /** The request with as many answers. */
    ModelRequest ask(ModelRequest request) {
        return request.withAnswers(wanted(), apart());
    }

    /** Refuses both, as something gives one answer; the reason follows "has no effect with ". */
    void requireNone(String reason) {
        for (String option : given()) {
            throw new UsageException(option + " has no effect with " + reason + "; leave it out");
        }
    }
}
