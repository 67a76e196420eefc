/** Runs as pages: reports, comparisons, and a live page. */
@org.jspecify.annotations.NullMarked
module org.spinglass.web {
    requires static transitive org.jspecify;
    requires io.javalin;
    requires org.spinglass.compute;
    requires org.spinglass.data;
    requires transitive org.spinglass.formats;
    requires transitive org.spinglass.modelling;
    requires org.spinglass.network;
    requires org.spinglass.training;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports org.spinglass.web;
}
