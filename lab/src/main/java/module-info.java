/** Runs, records and plots. */
@org.jspecify.annotations.NullMarked
module org.spinglass.lab {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.quantum;
    requires transitive org.spinglass.training;
    requires java.desktop;
    requires java.management;
    requires jdk.management;
    requires xchart;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports org.spinglass.lab;

    opens org.spinglass.lab to
            tools.jackson.databind;
}
