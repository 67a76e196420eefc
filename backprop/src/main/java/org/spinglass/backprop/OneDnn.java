// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * oneDNN, the library that PyTorch computes convolutions with. The one in PyTorch 2.7.1 (3.7.1) comes to wrong values and
 * to NaN on AMD's fifth generation of EPYC, whichever instructions it is told to use, where the channels do not fill
 * its blocks; PyTorch's own convolutions are right. DJL has no switch for it, so PyTorch's is called,
 * {@code at::globalContext().setUserEnabledMkldnn(false)}.
 */
@SuppressWarnings("restricted")
final class OneDnn {
    private OneDnn() {}

    /**
     * Makes PyTorch do without, for the whole process. PyTorch must have been loaded.
     *
     * @return whether the switch was found; on Windows its name is another
     */
    static boolean turnOff() {
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(System.mapLibraryName("torch_cpu"), Arena.global());
        } catch (IllegalArgumentException e) {
            return false;
        }
        Optional<MemorySegment> context = library.find("_ZN2at13globalContextEv");
        Optional<MemorySegment> setter = library.find("_ZN2at7Context20setUserEnabledMkldnnEb");
        if (context.isEmpty() || setter.isEmpty()) {
            return false;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle get = linker.downcallHandle(context.get(), FunctionDescriptor.of(ValueLayout.ADDRESS));
        MethodHandle set = linker.downcallHandle(
                setter.get(), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_BOOLEAN));
        try {
            set.invokeExact((MemorySegment) get.invokeExact(), false);
        } catch (Throwable e) {
            throw new IllegalStateException("PyTorch's switch for oneDNN failed", e);
        }
        return true;
    }
}
