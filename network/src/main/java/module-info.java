/** Layers, forward pass, responses, (pseudo)inverses, trained models in and out. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings(
        "module") // the records of runs and their pages, which say faults in the same words, are built after this
// module
module org.spinglass.network {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.compute;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports org.spinglass.network;
    exports org.spinglass.network.forward;
    exports org.spinglass.network.inverse;
    exports org.spinglass.network.io;
    exports org.spinglass.network.layer;
    exports org.spinglass.network.model;
    exports org.spinglass.network.internal.json to
            org.spinglass.lab,
            org.spinglass.web;

    opens org.spinglass.network.model to
            tools.jackson.databind;
}
