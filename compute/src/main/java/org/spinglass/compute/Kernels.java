package org.spinglass.compute;

import java.lang.System.Logger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses the kernel, once, when first asked. */
public final class Kernels {
    private static final ScopedValue<Kernel> CHOSEN = ScopedValue.newInstance();

    private Kernels() {}

    /** The kernel to use: the fastest that this JVM can run, or the one that the calling work is to be done {@link #during}. */
    public static Kernel best() {
        return CHOSEN.orElse(Best.KERNEL);
    }

    /**
     * Does work with a kernel of the caller's choice: {@link #best} is that one on this thread until the work is done. Results are
     * the same with any.
     */
    public static <T extends @Nullable Object> T during(Kernel kernel, Supplier<T> work) {
        return ScopedValue.where(CHOSEN, kernel).call(work::get);
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
