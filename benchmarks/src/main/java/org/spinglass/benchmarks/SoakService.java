// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.spinglass.cli.ConstrainedModels;
import org.spinglass.compute.Workers;
import org.spinglass.qpuserver.ConstrainedSolver;
import org.spinglass.qpuserver.EmulatorServer;
import org.spinglass.qpuserver.FaultPlan;
import org.spinglass.qpuserver.HybridSolver;
import org.spinglass.qpuserver.ServerOptions;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;

/** A service with a processor and both hybrid solvers, which is stopped and started again at the same address. */
final class SoakService implements AutoCloseable {
    private static final int TRIES = 100;

    private final Workers workers = Workers.of(2);
    private final Workers searchers = Workers.of(2);
    private final Chimera chip;
    private final String token;
    private final double failures;
    private final long seed;
    private final URI endpoint;
    private EmulatorServer server;
    private volatile long restarts;
    private volatile long lastRestart = System.nanoTime() - TimeUnit.HOURS.toNanos(1);

    SoakService(Chimera chip, String token, double failures, long seed) throws IOException, InterruptedException {
        this.chip = chip;
        this.token = token;
        this.failures = failures;
        this.seed = seed;
        this.server = started(0);
        this.endpoint = server.endpoint();
    }

    private EmulatorServer started(int port) throws IOException, InterruptedException {
        EmulatedProcessor processor =
                new EmulatedProcessor(chip, chip.graph(), EmulatorOptions.standard(seed), workers);
        ServerOptions options = ServerOptions.local(token)
                .withAddress("127.0.0.1", port)
                .withFaults(FaultPlan.random(failures, seed + restarts));
        for (int attempt = 0; ; attempt++) {
            try {
                return EmulatorServer.start(
                        List.of(processor),
                        List.of(new HybridSolver(HybridSolver.USUAL_NAME, searchers, seed)),
                        List.of(new ConstrainedSolver(
                                ConstrainedSolver.USUAL_NAME, new ConstrainedModels(searchers), seed)),
                        options);
            } catch (BindException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    URI endpoint() {
        return endpoint;
    }

    long requests() {
        return server.requests();
    }

    long restarts() {
        return restarts;
    }

    /** Stops it, with all that it was at, and starts another. */
    void restart() throws IOException, InterruptedException {
        lastRestart = System.nanoTime();
        server.close();
        restarts++;
        server = started(endpoint.getPort());
        lastRestart = System.nanoTime();
    }

    /** Whether it was stopped since a time of {@link System#nanoTime}, or a moment before. */
    boolean wasStoppedSince(long time) {
        return lastRestart > time - TimeUnit.SECONDS.toNanos(10);
    }

    @Override
    public void close() {
        server.close();
        workers.close();
        searchers.close();
    }
}
