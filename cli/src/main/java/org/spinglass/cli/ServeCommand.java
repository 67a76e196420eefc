// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.spinglass.web.RunServer;
import org.spinglass.web.WebException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spinglass serve}. */
@Command(
        name = "serve",
        description = {
            "Shows the runs of a folder to a browser of this machine, and those that go on as they go, until Ctrl-C.",
            "",
        })
final class ServeCommand extends WorkCommand {
    private static final int USUAL_PORT = 8770;
    private static final int MOST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "N", description = "0 for any that is free. Default: " + USUAL_PORT + ".")
    private @Nullable String port;

    @Option(names = "--runs", paramLabel = "DIR", description = "The folder that holds the runs. Default: runs.")
    private String runs = "runs";

    ServeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws Exception {
        int number = Objects.requireNonNullElse(OptionValues.wholeNumber("--port", port, 0, MOST_PORT), USUAL_PORT);
        Path folder = OptionValues.path("--runs", runs);
        try (Interrupts interrupts = Interrupts.install(terminal);
                RunServer server = start(folder, number)) {
            terminal.out().println(server.address());
            terminal.out().println("Ctrl-C ends it.");
            terminal.requireWritten();
            CountDownLatch never = new CountDownLatch(1);
            interrupts.whileWaiting(() -> {
                never.await();
                return true;
            });
        } catch (InterruptedException asked) {
            return ExitCode.DONE;
        }
        return ExitCode.DONE;
    }

    private static RunServer start(Path folder, int port) {
        try {
            return RunServer.start(folder, port);
        } catch (WebException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
