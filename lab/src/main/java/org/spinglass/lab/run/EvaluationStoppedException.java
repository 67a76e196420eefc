// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

/** An evaluation was stopped before all samples were answered. */
public final class EvaluationStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluationStoppedException() {
        super("stopped before all samples were answered");
    }
}
