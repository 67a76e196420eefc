/** Measurements that anyone can re-run. */
@org.jspecify.annotations.NullMarked
module org.spinglass.benchmarks {
    requires static transitive org.jspecify;
    requires java.management;
    requires java.desktop;
    requires org.spinglass.cli;
    requires org.spinglass.data;
    requires org.spinglass.formats;
    requires org.spinglass.lab;
    requires org.spinglass.modelling;
    requires org.spinglass.qpuserver;
    requires org.spinglass.quantum;
    requires org.spinglass.training;
    requires ai.timefold.solver.core;
    requires jmh.core;
    requires ortools.java;
    requires xchart;
}
