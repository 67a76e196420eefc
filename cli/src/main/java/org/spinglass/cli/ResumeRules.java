// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunFolder;
import org.spinglass.network.io.NetworkYaml;

/**
 * What a resumed run does: as it was begun, except for what may change without changing the weights of an epoch.
 * Options that say otherwise are refused.
 */
final class ResumeRules {
    private final RunFolder folder;
    private final RunConfiguration begun;

    ResumeRules(RunFolder folder) {
        this.folder = folder;
        this.begun = folder.readRecord().configuration();
        folder.requireUnchanged();
    }

    /** The configuration of the run from now on. */
    RunConfiguration continued(TrainOptions options) {
        requireSame("--data", options.data().name(), begun.data());
        requireSame("--samples", options.data().samples(), begun.samples());
        requireSame("--validation", options.data().validation(), begun.validation());
        requireSame("--method", options.method(), begun.method());
        requireSame("--sampler", options.sampler(), begun.sampler());
        requireSame("--move", options.move(), begun.move());
        requireSame("--bits", options.bits(), begun.bits());
        requireSame("--seed", options.seed(), begun.seed());
        requireSame("--size", options.data().size(), Objects.requireNonNullElse(begun.size(), "32x32"));
        requireSame(
                "--label",
                options.data().label(),
                Objects.requireNonNullElse(begun.label(), "a column that was found"));
        if (options.data().isGrey() && !begun.grey()) {
            throw new UsageException(
                    "--grey was not given when the run in " + folder.path() + " was begun; leave it out");
        }
        requireSame("--init", options.init(), Objects.requireNonNullElse(begun.init(), "weights drawn by the seed"));
        requireSame("--augment", options.augment(), Objects.requireNonNullElse(begun.augment(), "images as they are"));
        requireSame(
                "--deform", options.data().deform(), Objects.requireNonNullElse(begun.deform(), "images as they are"));
        requireSame("--ensemble", options.ensemble(), Objects.requireNonNullElse(begun.ensemble(), 1));
        requireSame("--validate-every", options.validateEvery(), Objects.requireNonNullElse(begun.validateEvery(), 1));
        requireSame("--crop", options.crop(), Objects.requireNonNullElse(begun.crop(), "as its network's file says"));
        requireAmong(options.settings(begun.sampler()), begun.settings());
        if (options.bias() && !begun.bias()) {
            throw new UsageException(
                    "--bias was not given when the run in " + folder.path() + " was begun; leave it out");
        }
        requireSameNetwork(options);
        Integer epochs = options.epochs();
        if (epochs != null && epochs < begun.epochs()) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "--epochs is %d, but the run in %s was begun with %d; it may only be raised",
                    epochs,
                    folder.path(),
                    begun.epochs()));
        }
        Integer threads = options.threads();
        String dataDir = options.data().folder();
        return begun.continued(
                epochs == null ? begun.epochs() : epochs,
                threads == null ? begun.threads() : threads,
                dataDir == null ? begun.dataDir() : dataDir);
    }

    private void requireSame(String option, @Nullable Object given, @Nullable Object then) {
        if (given != null && !given.equals(then)) {
            throw new UsageException("%s is %s, but the run in %s was begun with %s; leave the option out"
                    .formatted(option, given, folder.path(), then));
        }
    }

    /** A run records besides the settings that were given those that were chosen for it. */
    private void requireAmong(@Nullable Map<String, String> given, Map<String, String> then) {
        if (given != null && !then.entrySet().containsAll(given.entrySet())) {
            requireSame("--set", given, then);
        }
    }

    private void requireSameNetwork(TrainOptions options) {
        if (options.network() == null) {
            return;
        }
        String given = NetworkYaml.write(NetworkChoice.of(options).spec());
        if (!given.equals(NetworkYaml.write(folder.readNetwork()))) {
            throw new UsageException(
                    "--network %s is not the network of the run in %s, which is %s; leave the option out"
                            .formatted(options.network(), folder.path(), begun.network()));
        }
    }
}
