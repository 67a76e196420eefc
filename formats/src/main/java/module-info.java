/** Files of Ising, QUBO and max-cut problems, and of sample sets. */
@org.jspecify.annotations.NullMarked
module org.spinglass.formats {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.ising;
    requires tools.jackson.core;

    exports org.spinglass.formats;
}
