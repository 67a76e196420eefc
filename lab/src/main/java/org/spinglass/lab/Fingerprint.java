package org.spinglass.lab;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;

/**
 * Names everything that decides a run's weights, so that a checkpoint is continued by its own run only: the parts that
 * tell a reader which, and a SHA-256 of all. Neither the number of epochs nor that of threads is among them.
 */
final class Fingerprint {
    private Fingerprint() {}

    static String of(RunRecord run, TrainerPlan trainer, Network network) {
        RunConfiguration asked = run.configuration();
        String readable = String.format(
                Locale.ROOT,
                "%s on %s, %d samples, %d for validation, seed %d, %s",
                network.name(),
                asked.data(),
                asked.samples(),
                asked.validation(),
                asked.seed(),
                asked.method());
        String all = String.join(
                "\n",
                readable,
                NetworkYaml.write(network.spec()),
                network.input().toString(),
                Integer.toString(network.classes()),
                run.dataDigest(),
                String.valueOf(asked.sampler()),
                String.valueOf(asked.move()),
                trainer.fingerprint());
        return readable + ", sha256 " + sha256(all);
    }

    /** SHA-256 of a text, in hexadecimal digits. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
