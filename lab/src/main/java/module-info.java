/** Settings, samplers, runs, reproductions and plots. */
@org.jspecify.annotations.NullMarked
module org.spinglass.lab {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.quantum;
    requires transitive org.spinglass.training;
    requires java.desktop;
    requires java.management;
    requires jdk.management;
    requires xchart;
    requires transitive tools.jackson.core;
    requires transitive tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports org.spinglass.lab.plot;
    exports org.spinglass.lab.reproduce;
    exports org.spinglass.lab.run;
    exports org.spinglass.lab.samplers;
    exports org.spinglass.lab.settings;
    exports org.spinglass.lab.work;

    uses org.spinglass.lab.work.WorkplaceProvider;

    opens org.spinglass.lab.reproduce to
            tools.jackson.databind;
    opens org.spinglass.lab.run to
            tools.jackson.databind;
    opens org.spinglass.lab.samplers to
            tools.jackson.databind;
    opens org.spinglass.lab.settings to
            tools.jackson.databind;
}
