// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.Sha256;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * Names everything that decides a run's weights, so that a checkpoint is continued by its own run only: the parts that
 * tell a reader which, and a SHA-256 of all. Neither the number of epochs nor that of threads is among them.
 */
final class Fingerprint {
    private Fingerprint() {}

    private static String digest(Weights given) {
        StringBuilder all = new StringBuilder();
        for (int l = 0; l < given.network().weightLayers(); l++) {
            all.append(Arrays.toString(given.layer(l)));
        }
        return Sha256.of(all.toString());
    }

    /** That of one of an ensemble's networks; of the first it is the run's. */
    static String ofMember(String fingerprint, int member) {
        return member == 1 ? fingerprint : "member " + member + " of " + fingerprint;
    }

    static String of(RunRecord run, TrainerPlan trainer, Network network, @Nullable Weights given) {
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
        all += asked.augment() == null ? "" : "\naugmented " + asked.augmentation();
        all += asked.deform() == null ? "" : "\ndeformed " + asked.deformation();
        return readable + ", sha256 " + Sha256.of(given == null ? all : all + "\n" + digest(given));
    }
}
