// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

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

    /**
     * Every setting of the trainer that {@link #create} would make, as {@link Trainer#options()} tells them. Opens nothing.
     *
     * @throws TrainingException as {@link #create}
     */
    Map<String, Object> describe(int samples, Map<String, String> options);

    /**
     * A trainer, to be closed.
     *
     * @param samples number of training samples, at least 1, which defaults may depend on
     * @param options values of options by their names; what is left out has its default
     * @throws TrainingException naming an option that does not exist or a value that does not fit, and what was expected
     */
    Trainer create(int samples, Map<String, String> options);

    /**
     * Epochs to train for where the user names no number.
     *
     * @param samples number of training samples, at least 1
     * @param options as for {@link #create}
     * @throws TrainingException as {@link #create}
     */
    int epochs(int samples, Map<String, String> options);

    /** The provider of a method, when a part that has it is on the class path or module path. */
    static Optional<TrainerProvider> find(String method) {
        return ServiceLoader.load(TrainerProvider.class, TrainerProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(method))
                .findFirst();
    }
}
