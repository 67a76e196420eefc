/** Runs, records and plots. */
@org.jspecify.annotations.NullMarked
module org.spinglass.lab {
    requires static transitive org.jspecify;

    exports org.spinglass.lab;
}
