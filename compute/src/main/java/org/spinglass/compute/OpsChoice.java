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
        return CHOSEN.isBound() ? CHOSEN.get() : Best.OPS; // those are not made where they are not asked for
    }

    static boolean areVectors() {
        return CHOSEN.isBound() ? !(CHOSEN.get() instanceof ScalarOps) : Code.IS_VECTORS;
    }

    static Correlations correlations() {
        return Best.CORRELATIONS;
    }

    static <T extends @Nullable Object> T during(VectorOps ops, Supplier<T> work) {
        return ScopedValue.where(CHOSEN, ops).call(work::get);
    }

    /** Which code there is, as told once. */
    private static final class Code {
        static final boolean IS_VECTORS = look();

        private static boolean look() {
            if (VectorModule.isThere()) {
                return true;
            }
            System.getLogger(VectorOps.class.getName())
                    .log(
                            Logger.Level.WARNING,
                            "running on scalar code; start the JVM with --add-modules=" + VectorModule.NAME
                                    + " for vector code");
            return false;
        }
    }

    private static final class Best {
        static final VectorOps OPS = Code.IS_VECTORS ? new SimdOps() : new ScalarOps();
        static final Correlations CORRELATIONS =
                OPS instanceof ScalarOps ? new ScalarCorrelations() : new SimdCorrelations();
    }
}
