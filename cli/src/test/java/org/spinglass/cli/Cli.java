// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.spinglass.quantum.dwave.Environment;

/** Runs the program in this process, with its output captured. */
final class Cli {
    private Cli() {}

    /** What the program said and returned. */
    record Result(int code, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }

        List<String> errLines() {
            return err.lines().toList();
        }
    }

    static Result run(String... args) {
        return run(false, args);
    }

    static Result run(boolean isInteractive, String... args) {
        Path nowhere = Path.of("nowhere");
        return run(isInteractive, new Environment(Map.of(), "Linux", nowhere, nowhere), args);
    }

    static Result run(Environment environment, String... args) {
        return run(false, environment, args);
    }

    private static Result run(boolean isInteractive, Environment environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal =
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), isInteractive, 90, true);
        int code = new Main(terminal, environment).run(args);
        return new Result(code, out.toString(), err.toString());
    }

    /** {@code train} with few samples and small networks, so that it is quick. */
    static Result train(String... args) {
        return run(with(args));
    }

    private static String[] with(String... args) {
        List<String> all = new ArrayList<>(
                List.of("train", "--network", "small-cnn", "--samples", "100", "--validation", "50", "--threads", "1"));
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }
}
