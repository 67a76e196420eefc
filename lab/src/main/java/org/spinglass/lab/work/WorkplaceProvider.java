// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/** Opens the workplaces of an optional part of the program; found as a service. */
public interface WorkplaceProvider {

    /** The name under which a user asks for it, such as {@code spark}. */
    String name();

    /**
     * Opens one.
     *
     * @param place as the user wrote it; empty for the usual one
     * @param settings of the engine, by their names
     * @param title of the work, for those who look after the machines
     * @throws WorkplaceException when it cannot be reached, within a minute
     */
    Workplace open(String place, Map<String, String> settings, String title);

    /** The provider of a name; empty where its part of the program is not here. */
    static Optional<WorkplaceProvider> find(String name) {
        return ServiceLoader.load(WorkplaceProvider.class).stream()
                .map(Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }
}
