// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/**
 * The JDK's module of vector code, which is an incubator: the JVM leaves it out unless told, and where it is told at its
 * start ({@code --add-modules}) it says so on standard error each time.
 */
final class VectorModule {
    /** Its name. */
    static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /** Whether the module is there: named at the JVM's start, or loaded now. */
    static boolean isThere() {
        return ModuleLayer.boot().findModule(NAME).isPresent() || load();
    }

    /**
     * Loads the module as the JVM does its own that are wanted late, into the loader of the JDK's core, where its code is
     * compiled to vector instructions just as after {@code --add-modules}. That needs {@code
     * --add-exports=java.base/jdk.internal.module=ALL-UNNAMED}; without it, or in a JDK that is made otherwise, there is no
     * module.
     */
    private static boolean load() {
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, NAME);
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
