/** Runs as pages: reports, and comparisons. */
@org.jspecify.annotations.NullMarked
module org.spinglass.web {
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports org.spinglass.web;
}
