/** Ising and QUBO models, samplers and bounds. */
@org.jspecify.annotations.NullMarked
module org.spinglass.ising {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.compute;

    exports org.spinglass.ising.model;
    exports org.spinglass.ising.samplers;
    exports org.spinglass.ising.sampling;
    exports org.spinglass.ising.solve;
}
