// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.util.Map;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceProvider;

/** Opens clusters that Apache Spark runs: on this machine, or wherever its master is. */
public final class SparkProvider implements WorkplaceProvider {
    private static final String HERE = "local[*]";

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Workplace open(String place, Map<String, String> settings, String title) {
        String master = place.isEmpty() ? HERE : place;
        return new SparkStart(master, settings, title).open();
    }
}
