// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.bytedeco.openblas.global.openblas;

/**
 * The functions of OpenBLAS and its LAPACK, and the codes they take. The first use loads the library and sets it to one
 * thread: work is spread over threads by the callers.
 */
final class OpenBlas {
    static final int ROW_MAJOR = 101;
    static final int COLUMN_MAJOR = 102;
    static final int PLAIN = 111;
    static final int TRANSPOSED = 112;
    static final int LOWER = 122;
    static final int NON_UNIT = 131;
    static final int LEFT = 141;
    static final int RIGHT = 142;

    static {
        NativeFolder.choose();
        NativeFolder.load(openblas.class);
        openblas.blas_set_num_threads(1);
    }

    private OpenBlas() {}

    /**
     * A function that takes Java arrays as they are; while it runs, the garbage collector waits.
     *
     * @param signature the types of the result and, behind a colon, of the parameters, a letter each: v for void, i for
     *     int, f for float, d for double, b for char, p for a pointer
     */
    static MethodHandle onArrays(String name, String signature) {
        return handle(name, signature, Linker.Option.critical(true));
    }

    /** A function that takes native memory, and may take its time; the signature is as in {@link #onArrays}. */
    static MethodHandle onMemory(String name, String signature) {
        return handle(name, signature);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, String signature, Linker.Option... options) {
        int colon = signature.indexOf(':');
        MemoryLayout[] parameters = signature
                .substring(colon + 1)
                .chars()
                .mapToObj(OpenBlas::layout)
                .toArray(MemoryLayout[]::new);
        FunctionDescriptor descriptor = signature.charAt(0) == 'v'
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(signature.charAt(0)), parameters);
        return Linker.nativeLinker().downcallHandle(SymbolLookup.loaderLookup().findOrThrow(name), descriptor, options);
    }

    private static MemoryLayout layout(int letter) {
        return switch (letter) {
            case 'i' -> JAVA_INT;
            case 'f' -> JAVA_FLOAT;
            case 'd' -> JAVA_DOUBLE;
            case 'b' -> JAVA_BYTE;
            case 'p' -> ADDRESS;
            default -> throw new IllegalArgumentException("no type has the letter " + (char) letter);
        };
    }
}
