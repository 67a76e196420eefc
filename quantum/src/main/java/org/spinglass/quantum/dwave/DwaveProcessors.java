// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.Processor;

/** Opens quantum processors of D-Wave's service, or of one like it. */
public final class DwaveProcessors {
    private DwaveProcessors() {}

    /**
     * Opens a processor. Costs two requests for the solvers, or none where their answers are kept and still valid.
     *
     * @param given options by the names of D-Wave's client, such as {@code token}, {@code endpoint}, {@code region}, {@code
     *     solver}, besides {@code config_file} and {@code profile}; those that are null or empty, or not given, come from
     *     environment variables and configuration files, see {@link DwaveConfig}
     * @param budget of access time; null for no limit
     * @return a processor, to be closed
     * @throws ConfigException when there is no token, an option cannot be used, or no solver has what is asked for
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     */
    public static Processor open(
            Map<String, ? extends @Nullable String> given, Environment environment, @Nullable Budget budget) {
        return open(DwaveConfig.load(given, environment), environment, budget);
    }

    /**
     * Opens a processor with options that were put together before; see {@link #open(Map, Environment, Budget)}.
     *
     * @throws ConfigException when no solver has what is asked for
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     */
    public static Processor open(DwaveConfig config, Environment environment, @Nullable Budget budget) {
        DwaveClient client = DwaveClient.open(config, environment);
        boolean isOpen = false;
        try {
            DwaveProcessor processor = client.processor();
            Processor whole = budget == null ? processor : new BudgetedProcessor(processor, budget);
            isOpen = true;
            return whole;
        } finally {
            if (!isOpen) {
                client.close();
            }
        }
    }
}
