// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java machine of its own for what is measured from its start, with the options of this one. */
final class OtherMachine {
    private OtherMachine() {}

    /** Starts a class there; what it says to standard error is dropped. */
    static Process start(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /**
     * What a class prints there.
     *
     * @throws IllegalStateException where it fails, or prints nothing
     */
    static String answer(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        Process process = start(main, arguments);
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0 || answer.isEmpty()) {
            throw new IllegalStateException("failed: " + main.getSimpleName() + " " + String.join(" ", arguments));
        }
        return answer;
    }
}
