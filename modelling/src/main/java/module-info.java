/** Problems in words: named variables, rules and goals, solved as Ising models and answered in names and values. */
@org.jspecify.annotations.NullMarked
module org.spinglass.modelling {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.formats;
    requires transitive org.spinglass.ising;
    requires org.jgrapht.core;
    requires tools.jackson.core;

    exports org.spinglass.modelling;
    exports org.spinglass.modelling.files;
}
