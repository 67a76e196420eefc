// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

/** Names of hybrid solvers. */
final class SolverName {
    private SolverName() {}

    static void require(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new IllegalArgumentException("name is '" + name + "'; expected letters, digits, '.', '-' and '_'");
        }
    }
}
