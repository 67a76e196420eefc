// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/**
 * PyTorch's own convolutions, in place of those of libraries that it comes with. The oneDNN in PyTorch 2.7.1 (3.7.1)
 * comes to wrong derivatives and to NaN on AMD's fifth generation of EPYC where channels do not fill its blocks,
 * whichever instructions it is told to use; PyTorch's own are right. Without oneDNN it would try NNPACK, and say so on
 * standard error where the processor is not one of NNPACK's. DJL has no switch for either, so PyTorch's are called,
 * {@code at::globalContext().setUserEnabledMkldnn(false)} and {@code setUserEnabledNNPACK(false)}.
 */
@SuppressWarnings("restricted")
final class PlainConvolutions {
    private static final String CONTEXT = "_ZN2at13globalContextEv";
    private static final List<String> SWITCHES =
            List.of("_ZN2at7Context20setUserEnabledMkldnnEb", "_ZN2at7Context20setUserEnabledNNPACKEb");

    private PlainConvolutions() {}

    /**
     * Makes PyTorch compute convolutions by itself, for the whole process. PyTorch must have been loaded. Where it has no
     * such switches, as on Windows, where they have other names, nothing is changed.
     */
    static void use() {
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(System.mapLibraryName("torch_cpu"), Arena.global());
        } catch (IllegalArgumentException e) {
            return;
        }
        Optional<MemorySegment> context = library.find(CONTEXT);
        List<MemorySegment> switches =
                SWITCHES.stream().flatMap(name -> library.find(name).stream()).toList();
        if (context.isEmpty() || switches.size() < SWITCHES.size()) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        try {
            MemorySegment present =
                    (MemorySegment) linker.downcallHandle(context.get(), FunctionDescriptor.of(ValueLayout.ADDRESS))
                            .invokeExact();
            for (MemorySegment turn : switches) {
                linker.downcallHandle(turn, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_BOOLEAN))
                        .invokeExact(present, false);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("PyTorch's switches for convolutions failed", e);
        }
    }
}
