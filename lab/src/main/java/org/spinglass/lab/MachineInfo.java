package org.spinglass.lab;

import java.util.Objects;
import org.spinglass.ising.DenseIsing;
import org.spinglass.ising.SamplingRequest;
import org.spinglass.ising.SimulatedAnnealing;

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
                kernelInUse());
    }

    /** The kernel as the samplers themselves report it, on the smallest model there is. */
    private static String kernelInUse() {
        DenseIsing spin = DenseIsing.of(new float[1], new float[] {1}, 0);
        SamplingRequest request = SamplingRequest.of(1, 0).withBoundSweeps(0);
        Object kernel = SimulatedAnnealing.singleSpin()
                .sample(spin, request)
                .provenance()
                .options()
                .get("kernel");
        return Objects.toString(kernel);
    }
}
