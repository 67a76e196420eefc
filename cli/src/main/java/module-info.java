/** The command line. */
@org.jspecify.annotations.NullMarked
module org.spinglass.cli {
    requires static transitive org.jspecify;

    exports org.spinglass.cli;
}
