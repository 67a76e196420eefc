// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** This program as another process: the same JVM with the same flags and classes. */
final class ChildProgram {
    /** The property of a process that was begun by another of this program, which alone tells it to stop. */
    private static final String OWNED = "spinglass.owned";

    /** Flags that are for one process: agents, such as debuggers, that would want the same port or file. */
    private static final List<String> OF_ONE = List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp");

    private ChildProgram() {}

    /** A process that has not begun. */
    static ProcessBuilder of(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> OF_ONE.stream().noneMatch(flag::startsWith))
                .forEach(words::add);
        words.addAll(List.of("-Dspinglass.terminal=false", "-Dspinglass.purpose=work", "-D" + OWNED + "=true"));
        Stream.of("-cp", System.getProperty("java.class.path"), Main.class.getName())
                .forEach(words::add);
        words.addAll(arguments);
        return new ProcessBuilder(words);
    }

    /** Whether this very process is such a one. */
    static boolean isThis() {
        return Boolean.getBoolean(OWNED);
    }
}
