package org.spinglass.compute;

import java.lang.System.Logger;

/** Chooses the kernel, once, when first asked. */
public final class Kernels {
    /** The module that the vector kernel needs, and that the JVM leaves out unless told. */
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

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
            if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
                return new VectorKernel();
            }
            System.getLogger(Kernels.class.getName())
                    .log(
                            Logger.Level.WARNING,
                            "running on scalar code; start the JVM with --add-modules=" + VECTOR_MODULE
                                    + " for vector code");
            return new ScalarKernel();
        }
    }
}
