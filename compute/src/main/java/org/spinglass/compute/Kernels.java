package org.spinglass.compute;

import java.lang.System.Logger;

/** Chooses the kernel, once, when first asked. */
public final class Kernels {
    private Kernels() {}

    /** The fastest kernel that this JVM can run. */
    public static Kernel best() {
        return Best.KERNEL;
    }

    /** The scalar kernel. */
    public static Kernel scalar() {
        return new ScalarKernel();
    }

    private static final class Best {
        static final Kernel KERNEL = choose();

        private static Kernel choose() {
            if (VectorModule.isThere()) {
                return new VectorKernel();
            }
            System.getLogger(Kernels.class.getName())
                    .log(
                            Logger.Level.WARNING,
                            "running on scalar code; start the JVM with --add-modules=" + VectorModule.NAME
                                    + " for vector code");
            return new ScalarKernel();
        }
    }
}
