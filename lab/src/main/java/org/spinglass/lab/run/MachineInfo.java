// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.compute.VectorOps;

/**
 * The machine that a run was made on, as far as it bears on speed and on the last bits of a result.
 *
 * @param java name and version of the Java runtime
 * @param system name, version and architecture of the operating system
 * @param processors that the runtime may use
 * @param kernel compute kernel of the samplers, for instance {@code vector-512}
 */
public record MachineInfo(String java, String system, int processors, String kernel) {

    /** This machine. */
    public static MachineInfo current() {
        return new MachineInfo(
                "%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.runtime.version")),
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                VectorOps.best().name());
    }
}
