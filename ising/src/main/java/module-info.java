/** Ising and QUBO models, samplers and bounds. */
@org.jspecify.annotations.NullMarked
module org.spinglass.ising {
    requires static transitive org.jspecify;

    exports org.spinglass.ising;
}
