// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.dwave.DwaveClient;
import org.spinglass.quantum.dwave.DwaveConfig;
import org.spinglass.quantum.dwave.DwaveProcessors;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.topology.Chimera;

/**
 * Many clients of an emulated service for any time: of every ten, six have jobs for the processor, two whole binary
 * quadratic models and two constrained ones. Some jobs are given up on the way, some requests are cut, throttled or
 * fail, and the service is stopped and started again at the same address. Every answer is compared with the problem of
 * the client that gets it. It ends with exit code 1 where an answer was wrong, a job had neither an answer nor an error
 * for two minutes, a job failed though the service ran, or memory grew.
 *
 * <p>Arguments: seconds (120), clients (50), seconds between restarts (20), part of the requests that go wrong (0.02),
 * seed (1).
 */
public final class ServiceSoak {
    private static final String TOKEN = "soak";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long MEGABYTE = 1 << 20;

    /** Bytes of ended problems that a service keeps, and some for all else. */
    private static final long MOST_GROWTH = 400 * MEGABYTE;

    private static final Environment NOWHERE = new Environment(Map.of(), "Linux", Path.of("/"), Path.of("/"));

    private final Chimera chip = new Chimera(4, 4, 4);
    private final long began = System.nanoTime();
    private final long end;
    private final SoakService service;
    private final SoakCounts anneals = new SoakCounts("processor");
    private final SoakCounts models = new SoakCounts("hybrid");
    private final SoakCounts rules = new SoakCounts("constrained");

    private ServiceSoak(long seconds, double failures, long seed) throws IOException, InterruptedException {
        this.end = began + TimeUnit.SECONDS.toNanos(seconds);
        this.service = new SoakService(chip, TOKEN, failures, seed);
    }

    /** Runs the soak. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 120;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        long between = arguments.length > 2 ? Long.parseLong(arguments[2]) : 20;
        double failures = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 0.02;
        long seed = arguments.length > 4 ? Long.parseLong(arguments[4]) : 1;
        boolean isGood = new ServiceSoak(seconds, failures, seed).run(clients, between, seed);
        if (!isGood) {
            System.exit(1);
        }
    }

    private boolean run(int clients, long between, long seed) throws IOException, InterruptedException {
        List<Long> memory = new ArrayList<>();
        ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
        try (service) {
            for (int client = 0; client < clients; client++) {
                SplittableRandom random = new SplittableRandom(seed * 1_000_003 + client);
                int kind = client % 10;
                crowd.execute(() -> client(kind, random));
            }
            while (System.nanoTime() < end) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                TimeUnit.MILLISECONDS.sleep(Math.clamp(left, 1, between * 1000));
                memory.add(used());
                report(memory.getLast());
                if (System.nanoTime() < end) {
                    service.restart();
                }
            }
            crowd.shutdown();
            boolean isOver = crowd.awaitTermination(2 * LONGEST.toSeconds(), TimeUnit.SECONDS);
            for (SoakCounts kind : List.of(anneals, models, rules)) {
                if (!isOver || kind.open() != 0) {
                    kind.lost((int) kind.open());
                }
            }
            memory.add(used());
            report(memory.getLast());
        }
        long growth = memory.getLast() - memory.getFirst();
        boolean isGood = anneals.isGood() && models.isGood() && rules.isGood() && growth < MOST_GROWTH;
        System.out.printf(
                Locale.ROOT,
                "%s; memory in use from %d MB to %d MB, at most %d MB%n",
                isGood ? "good" : "BAD",
                memory.getFirst() / MEGABYTE,
                memory.getLast() / MEGABYTE,
                memory.stream().max(Long::compare).orElseThrow() / MEGABYTE);
        return isGood;
    }

    /** One client: opens its solver, and again after each failure. */
    private void client(int kind, SplittableRandom random) {
        SoakCounts counts = kind < 6 ? anneals : kind < 8 ? models : rules;
        while (System.nanoTime() < end) {
            long opened = System.nanoTime();
            try (SoakJobs jobs = open(counts)) {
                while (System.nanoTime() < end && isAnswered(jobs.next(random), counts, random)) {}
            } catch (RuntimeException e) {
                counts.unopened(service.wasStoppedSince(opened), e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private SoakJobs open(SoakCounts counts) {
        Map<String, String> given = Map.of(
                "config_file", "false",
                "token", TOKEN,
                "endpoint", service.endpoint().toString(),
                "cache_enabled", "false",
                "submission_lookup_timeout", "5",
                "request_timeout", "40");
        if (counts == anneals) {
            return new SoakProcessorJobs(chip, DwaveProcessors.open(given, NOWHERE, null));
        }
        DwaveClient client = DwaveClient.open(DwaveConfig.load(given, NOWHERE), NOWHERE);
        boolean isOpen = false;
        try {
            SoakJobs jobs =
                    counts == models ? new SoakModelJobs(client.hybrid()) : new SoakRuleJobs(client.constrained());
            isOpen = true;
            return jobs;
        } finally {
            if (!isOpen) {
                client.close();
            }
        }
    }

    /** Asks for jobs; whether the client goes on as it is. */
    private boolean isAnswered(SoakJobs.Call call, SoakCounts counts, SplittableRandom random) {
        boolean isGivenUp = random.nextInt(8) == 0;
        long asked = System.nanoTime();
        long until = asked + (isGivenUp ? random.nextLong(call.patience()) : LONGEST.toNanos());
        counts.submitted(call.jobs());
        try {
            int wrong = call.ask(() -> System.nanoTime() < until);
            counts.answered(call.jobs(), wrong);
            return true;
        } catch (CancellationException e) {
            if (isGivenUp) {
                counts.cancelled(call.jobs());
            } else {
                counts.lost(call.jobs());
            }
            return true;
        } catch (ProcessorException e) {
            counts.failed(call.jobs(), service.wasStoppedSince(asked), e);
            return false;
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Memory of the whole process, where the system tells it. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> ", process " + Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB")
                .findFirst()
                .orElse("");
    }

    private void report(long memory) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%d s, %d restarts, %d requests of this service, %d MB in use%s%n%s%n%s%n%s%n",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                service.restarts(),
                service.requests(),
                memory / MEGABYTE,
                resident(),
                anneals,
                models,
                rules);
    }
}
