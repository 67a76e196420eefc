// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataStore;
import org.spinglass.web.RunServer;
import org.spinglass.web.ServerOptions;
import org.spinglass.web.WebException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spinglass serve}. */
@Command(
        name = "serve",
        description = {
            "Shows the runs of a folder to a browser, and those that go on as they go, until Ctrl-C. Runs begin, stop and go",
            "on from the page, each a process of its own; when this ends they stop as by Ctrl-C, and can be resumed.",
            "",
        })
final class ServeCommand extends WorkCommand {
    private static final int USUAL_PORT = 8770;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_JOBS = 64;

    private static final String NO_SERVER =
            "serve needs a web server, which the one jar for spark-submit has none of; ./spinglass serve --runs DIR shows"
                    + " the runs that a submitted program leaves in DIR";

    @Option(names = "--port", paramLabel = "N", description = "0 for any that is free. Default: " + USUAL_PORT + ".")
    private @Nullable String port;

    @Option(names = "--runs", paramLabel = "DIR", description = "The folder that holds the runs. Default: runs.")
    private String runs = "runs";

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description =
                    "Data that the page offers besides digits: mnist, fashion-mnist, cifar-10, or the path of your"
                            + " own; may be repeated. It trains on nothing else.")
    private List<String> data = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Runs of the page that train at once; others wait. Default: 1.")
    private @Nullable String jobs;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where to listen: an address or a name of this machine, 0.0.0.0 for all. Default: 127.0.0.1,"
                    + " which no other machine reaches. With any other the page asks for a token, which is in the"
                    + " address that is printed.")
    private String host = ServerOptions.LOOPBACK;

    @Option(names = "--token", description = "Ask for a token on this machine too, where others have accounts here.")
    private boolean token;

    ServeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (WorkplaceOption.isSubmitted()) {
            throw new UsageException(NO_SERVER);
        }
        int number = Objects.requireNonNullElse(OptionValues.wholeNumber("--port", port, 0, MOST_PORT), USUAL_PORT);
        int most = Objects.requireNonNullElse(OptionValues.wholeNumber("--jobs", jobs, 1, MOST_JOBS), 1);
        List<String> offered = data.stream().map(ServeCommand::offered).toList();
        ServerOptions options = new ServerOptions(
                OptionValues.path("--runs", runs), host, number, token, most, new PageTraining(offered));
        try (Interrupts interrupts = Interrupts.install(terminal);
                RunServer server = start(options)) {
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

    /** A published set, or one's own files that are there. */
    private static String offered(String text) {
        String name = DataName.of(text);
        if (!DataStore.names().contains(name) && !Files.exists(Path.of(name))) {
            throw new UsageException("--data is '" + text + "'; expected a published set, or files that are there");
        }
        return name;
    }

    private static RunServer start(ServerOptions options) {
        try {
            return RunServer.start(options);
        } catch (WebException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (NoClassDefFoundError e) { // of that jar, begun without Spark
            throw new UsageException(NO_SERVER, e);
        }
    }
}
