// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Makes a trainer that comes with an optional part of the program, such as the comparison by backpropagation. Parts
 * register theirs with {@link ServiceLoader}; who wants one looks for it with {@link #find}, and needs nothing of the part
 * to compile.
 */
public interface TrainerProvider {

    /** The trainer's method, by which it is looked for: {@link Trainer#method()} of what {@link #create} returns. */
    String name();

    /** Names of sets of settings to begin from, the default first; at least one. */
    List<String> presets();

    /**
     * A set of settings: a public record whose components have each a {@link Setting}. What a user gives replaces its
     * values one by one.
     *
     * @param preset one of {@link #presets()}
     */
    Record settings(String preset);

    /**
     * Epochs to train for where the user names no number.
     *
     * @param preset one of {@link #presets()}
     */
    int epochs(String preset);

    /** Every setting of the trainer that {@link #create} would make, as {@link Trainer#options()} tells them. Opens nothing. */
    Map<String, Object> describe(Record settings);

    /**
     * A trainer, to be closed.
     *
     * @param settings of the class of those of {@link #settings}
     */
    Trainer create(Record settings);

    /** The provider of a method, when a part that has it is on the class path or module path. */
    static Optional<TrainerProvider> find(String method) {
        return ServiceLoader.load(TrainerProvider.class, TrainerProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(method))
                .findFirst();
    }
}
