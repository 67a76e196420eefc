// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.lang.System.Logger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses the vector operations, once, when first asked. */
final class OpsChoice {
    private static final ScopedValue<VectorOps> CHOSEN = ScopedValue.newInstance();

    private OpsChoice() {}

    static VectorOps best() {
        return CHOSEN.orElse(Best.OPS);
    }

    static Correlations correlations() {
        return Best.CORRELATIONS;
    }

    static <T extends @Nullable Object> T during(VectorOps ops, Supplier<T> work) {
        return ScopedValue.where(CHOSEN, ops).call(work::get);
    }

    private static final class Best {
        static final VectorOps OPS = choose();
        static final Correlations CORRELATIONS =
                OPS instanceof ScalarOps ? new ScalarCorrelations() : new SimdCorrelations();

        private static VectorOps choose() {
            if (VectorModule.isThere()) {
                return new SimdOps();
            }
            System.getLogger(VectorOps.class.getName())
                    .log(
                            Logger.Level.WARNING,
                            "running on scalar code; start the JVM with --add-modules=" + VectorModule.NAME
                                    + " for vector code");
            return new ScalarOps();
        }
    }
}
