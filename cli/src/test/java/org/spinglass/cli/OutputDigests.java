// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Digests of what the program answers: weights of trainings, states and values of samplers, records of experiments. */
final class OutputDigests {
    private static final List<String> METHODS = List.of("response", "pseudoinverse", "difference");
    private static final List<String> NETWORKS = List.of("small-cnn", "maxpool-mlp");
    private static final List<String> TRAINING_SAMPLERS =
            List.of("heat-bath", "sqa", "pt", "tabu", "memetic", "sb", "descent", "dwave-compatible");
    private static final List<String> SAMPLERS = List.of(
            "auto",
            "sa",
            "sa-random",
            "heat-bath",
            "sqa",
            "pt",
            "pt-clusters",
            "sb",
            "sb-discrete",
            "memetic",
            "tabu",
            "exact",
            "descent",
            "dwave-compatible",
            "itemc",
            "schroedinger",
            "emulator");
    private static final int DIGITS = 16;

    private final Path temp;
    private final int threads;
    private final Map<String, String> digests = new TreeMap<>();

    private OutputDigests(Path temp, int threads) {
        this.temp = temp;
        this.threads = threads;
    }

    /** All digests by what they are of, computed with so many threads. */
    static Map<String, String> of(Path temp, int threads) throws IOException {
        OutputDigests all = new OutputDigests(temp, threads);
        all.train();
        all.solve();
        all.reproduce();
        return all.digests;
    }

    private void train() throws IOException {
        for (String method : METHODS) {
            for (String network : NETWORKS) {
                for (int seed = 0; seed < 2; seed++) {
                    weights("train " + method + " " + network + " " + seed, network, method, seed);
                }
            }
        }
        for (String sampler : TRAINING_SAMPLERS) {
            weights("train pseudoinverse " + sampler, "maxpool-mlp", "pseudoinverse", 1, "--sampler", sampler);
        }
        weights(
                "train pseudoinverse emulator",
                "maxpool-mlp",
                "pseudoinverse",
                1,
                "--sampler",
                "emulator",
                "--reads",
                "3",
                "--qpu",
                "size=6",
                "--qpu",
                "time=1");
    }

    private void weights(String name, String network, String method, int seed, String... options) throws IOException {
        Path run = Files.createDirectories(temp.resolve("run" + digests.size() + "-" + threads));
        Files.delete(run);
        List<String> line = new ArrayList<>(
                List.of("train", "--network", network, "--method", method, "--samples", "60", "--validation", "20"));
        line.addAll(List.of("--epochs", "2", "--seed", "" + seed, "--out", run.toString(), "--threads", "" + threads));
        line.addAll(List.of(options));
        Cli.Result result = Cli.run(line.toArray(String[]::new));
        requireDone(name, result);
        digests.put(name, digest(Files.readAllBytes(run.resolve("weights.safetensors"))));
    }

    private void solve() throws IOException {
        for (Map.Entry<String, String> problem : DigestProblems.all().entrySet()) {
            Path file = Files.writeString(temp.resolve(problem.getKey()), problem.getValue());
            for (String sampler : SAMPLERS) {
                if (sampler.equals("schroedinger") && !problem.getKey().matches("(signs|real|binary)-9.*")) {
                    continue; // 2^spins amplitudes, and as many steps as energies are large
                }
                digests.put("solve " + problem.getKey() + " " + sampler, solve(file, sampler));
            }
        }
    }

    /** Of states, occurrences and values, and of the bound; of the message where the sampler refuses the problem. */
    private String solve(Path file, String sampler) throws IOException {
        Path states = temp.resolve("states.json");
        List<String> line = new ArrayList<>(List.of("solve", file.toString(), "--json", "--sampler", sampler));
        line.addAll(List.of("--vartype", "spin", "--seed", "3", "--threads", "" + threads));
        line.addAll(List.of("--out", states.toString()));
        line.addAll(
                switch (sampler) {
                    case "emulator" -> List.of("--reads", "3", "--qpu", "size=4", "--qpu", "time=1");
                    case "schroedinger" -> List.of("--reads", "5", "--qpu", "time=0.002");
                    case "exact" -> List.of("--reads", "2");
                    case "auto", "descent" -> List.of("--reads", "5");
                    case "itemc" -> List.of("--reads", "2");
                    default -> List.of("--reads", "5", "--sweeps", "30");
                });
        Cli.Result result = Cli.run(line.toArray(String[]::new));
        if (result.code() != ExitCode.DONE) {
            return "refused";
        }
        JsonNode answer = JsonMapper.shared().readTree(result.out());
        JsonNode found = JsonMapper.shared().readTree(states.toFile());
        String text = answer.path("bestEnergy") + " " + answer.path("bestValue") + " " + answer.path("hits") + " "
                + answer.path("lowerBound") + " " + answer.path("state") + " " + found.path("sample_data") + " "
                + found.path("vectors");
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private void reproduce() throws IOException {
        Path out = temp.resolve("reproduce" + threads);
        Cli.Result result = Cli.run(
                "reproduce",
                "6d",
                "--methods",
                "pseudoinverse,response,difference",
                "--runs",
                "1",
                "--epochs",
                "1",
                "--data",
                "digits",
                "--threads",
                "" + threads,
                "--out",
                out.toString());
        requireDone("reproduce", result);
        for (String method : METHODS) {
            JsonNode record = JsonMapper.shared()
                    .readTree(out.resolve("6d").resolve(method + "-seed0.json").toFile());
            String text = record.path("accuracies") + " " + record.path("trainAccuracies");
            digests.put("reproduce 6d " + method, digest(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void requireDone(String name, Cli.Result result) {
        if (result.code() != ExitCode.DONE) {
            throw new UncheckedIOException(new IOException(name + ": " + result.err()));
        }
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
