// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.spinglass.compute.Workers;
import org.spinglass.qpuserver.EmulatorServer;
import org.spinglass.qpuserver.FaultPlan;
import org.spinglass.qpuserver.ServerOptions;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.dwave.DwaveProcessors;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;

/**
 * Many clients of an emulated service for any time: jobs of all kinds, some given up on the way, requests of which some
 * are cut, throttled or fail, and a service that is stopped and started again at the same address. Every answer is
 * compared with the problem of the client that gets it. It ends with exit code 1 where an answer was wrong, a job had
 * neither an answer nor an error for a minute, a job failed while the service ran, or memory grew.
 *
 * <p>Arguments: seconds (120), clients (50), seconds between restarts (20), part of the requests that go wrong (0.02),
 * seed (1).
 */
public final class ServiceSoak {
    private static final String TOKEN = "soak";
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long MEGABYTE = 1 << 20;

    /** Bytes of ended problems that a service keeps, and some for all else. */
    private static final long MOST_GROWTH = 400 * MEGABYTE;

    private final Chimera chip = new Chimera(4, 4, 4);
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicLong failedAtRestarts = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private final long end;
    private final double failures;
    private final long seed;
    private URI endpoint = URI.create("http://127.0.0.1/");
    private volatile long lastRestart = System.nanoTime();

    private ServiceSoak(long seconds, double failures, long seed) {
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        this.failures = failures;
        this.seed = seed;
    }

    /** Runs the soak. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 120;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        long between = arguments.length > 2 ? Long.parseLong(arguments[2]) : 20;
        double failures = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 0.02;
        long seed = arguments.length > 4 ? Long.parseLong(arguments[4]) : 1;
        ServiceSoak soak = new ServiceSoak(seconds, failures, seed);
        boolean isGood = soak.run(clients, between);
        if (!isGood) {
            System.exit(1);
        }
    }

    private boolean run(int clients, long between) throws IOException, InterruptedException {
        long first;
        long last = 0;
        try (Workers workers = Workers.of(2)) {
            EmulatorServer server = started(workers, 0);
            endpoint = server.endpoint();
            ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
            for (int client = 0; client < clients; client++) {
                SplittableRandom random = new SplittableRandom(seed * 1_000_003 + client);
                crowd.execute(() -> client(random));
            }
            TimeUnit.SECONDS.sleep(Math.min(between, 10));
            first = used();
            while (System.nanoTime() < end) {
                TimeUnit.SECONDS.sleep(between);
                last = used();
                report(server, last);
                if (System.nanoTime() < end) {
                    lastRestart = System.nanoTime();
                    server.close();
                    server = started(workers, endpoint.getPort());
                    lastRestart = System.nanoTime();
                    restarts.incrementAndGet();
                }
            }
            crowd.shutdown();
            boolean isOver = crowd.awaitTermination(LONGEST.toSeconds() * 2, TimeUnit.SECONDS);
            lost.addAndGet(isOver ? 0 : submitted.get() - answered.get() - cancelled.get() - failures());
            report(server, used());
            server.close();
        }
        return wrong.get() == 0 && lost.get() == 0 && failed.get() == 0 && last - first < MOST_GROWTH;
    }

    private long failures() {
        return failedAtRestarts.get() + failed.get();
    }

    private EmulatorServer started(Workers workers, int port) throws IOException {
        EmulatedProcessor processor =
                new EmulatedProcessor(chip, chip.graph(), EmulatorOptions.standard(seed), workers);
        ServerOptions options = ServerOptions.local(TOKEN)
                .withAddress("127.0.0.1", port)
                .withFaults(FaultPlan.random(failures, seed + restarts.get()));
        for (int attempt = 0; ; attempt++) {
            try {
                return EmulatorServer.start(List.of(processor), options);
            } catch (java.net.BindException e) {
                if (attempt == 100) {
                    throw e;
                }
                sleep(50);
            }
        }
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One client: opens the processor, and again after each failure. */
    private void client(SplittableRandom random) {
        while (System.nanoTime() < end) {
            Map<String, String> given = Map.of(
                    "config_file", "false",
                    "token", TOKEN,
                    "endpoint", endpoint.toString(),
                    "cache_enabled", "false",
                    "submission_lookup_timeout", "5",
                    "request_timeout", "40");
            Environment environment = new Environment(Map.of(), "Linux", Path.of("/"), Path.of("/"));
            try (Processor processor = DwaveProcessors.open(given, environment, null)) {
                while (System.nanoTime() < end && job(processor, random)) {}
            } catch (ProcessorException e) {
                note(e, System.nanoTime());
            }
            sleep(100);
        }
    }

    /** One job, or some at once; whether the client goes on as it is. */
    private boolean job(Processor processor, SplittableRandom random) {
        int count = random.nextInt(10) == 0 ? 25 : 1;
        List<AnnealJob> jobs = java.util.stream.Stream.generate(() -> next(random))
                .limit(count)
                .toList();
        boolean isGivenUp = random.nextInt(8) == 0;
        long began = System.nanoTime();
        long until = began + (isGivenUp ? random.nextLong(100_000_000) : LONGEST.toNanos());
        submitted.addAndGet(count);
        try {
            List<QubitAnswer> answers = processor.anneal(jobs, () -> System.nanoTime() < until);
            for (int k = 0; k < count; k++) {
                check(jobs.get(k), answers.get(k));
            }
            answered.addAndGet(count);
            return true;
        } catch (CancellationException e) {
            (isGivenUp ? cancelled : lost).addAndGet(count);
            return true;
        } catch (ProcessorException e) {
            (isAtRestart(began) ? failedAtRestarts : failed).addAndGet(count - 1L);
            note(e, began);
            return false;
        }
    }

    /** Whether the service was stopped since then, or a moment before. */
    private boolean isAtRestart(long began) {
        return lastRestart > began - TimeUnit.SECONDS.toNanos(10);
    }

    private void note(ProcessorException e, long began) {
        if (isAtRestart(began)) {
            failedAtRestarts.incrementAndGet();
        } else {
            failed.incrementAndGet();
            System.out.println("failed: " + e.getMessage());
        }
    }

    /** A problem of random qubits, couplings, controls and number of reads, so that no two are alike. */
    private AnnealJob next(SplittableRandom random) {
        int[] all = chip.graph().couplers();
        int from = 2 * random.nextInt(all.length / 2 - 20);
        int[] couplers = Arrays.copyOfRange(all, from, from + 2 * (1 + random.nextInt(20)));
        int[] qubits = Arrays.stream(couplers).sorted().distinct().toArray();
        double[] fields = random.doubles(qubits.length, -1, 1).toArray();
        double[] couplings = random.doubles(couplers.length / 2, -1, 1).toArray();
        QubitProblem problem = new QubitProblem(qubits, fields, couplers, couplings, random.nextDouble());
        AnnealParameters parameters = AnnealParameters.of(1 + random.nextInt(40))
                .withAnnealingTime(random.nextInt(20) == 0 ? 300 : 1 + random.nextInt(3))
                .withAnswerMode(random.nextBoolean() ? AnswerMode.RAW : AnswerMode.HISTOGRAM);
        return switch (random.nextInt(4)) {
            case 0 -> new AnnealJob(problem, parameters.withOffsets(new double[chip.labels()]), "offsets");
            case 1 -> new AnnealJob(problem, parameters.withMaxAnswers(1), "limited");
            case 2 -> new AnnealJob(problem, parameters, "seeded", random.nextLong());
            default -> new AnnealJob(problem, parameters, "plain");
        };
    }

    /** Energies to the last bits, qubits and reads are those of this problem and no other. */
    private void check(AnnealJob job, QubitAnswer answer) {
        QubitProblem problem = job.problem();
        boolean isRight = Arrays.equals(answer.qubits(), problem.qubits()) && answer.rows() > 0;
        for (int row = 0; isRight && row < answer.rows(); row++) {
            double energy = problem.energy(answer.spins(), row * problem.qubits().length);
            isRight = Math.abs(energy - answer.energies()[row]) < 1e-9;
        }
        int reads = Arrays.stream(answer.occurrences()).sum();
        boolean isLimited = job.label().equals("limited");
        isRight &= isLimited
                ? reads <= job.parameters().reads()
                : reads == job.parameters().reads();
        if (!isRight) {
            wrong.incrementAndGet();
            System.out.println("wrong answer to " + job.label() + " of " + problem.qubits().length + " qubits");
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void report(EmulatorServer server, long memory) {
        System.out.printf(
                Locale.ROOT,
                "%d jobs: %d answered, %d given up, %d failed at %d restarts, %d failed else, %d wrong, %d lost;"
                        + " %d requests of this service, %d MB%n",
                submitted.get(),
                answered.get(),
                cancelled.get(),
                failedAtRestarts.get(),
                restarts.get(),
                failed.get(),
                wrong.get(),
                lost.get(),
                server.requests(),
                memory / MEGABYTE);
    }
}
