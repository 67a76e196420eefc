/** Quantum annealers: topologies, embedding, a client, and an emulated processor. */
@org.jspecify.annotations.NullMarked
module org.spinglass.quantum {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.ising;
    requires java.net.http;
    requires jdk.httpserver;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.spinglass.quantum;
    exports org.spinglass.quantum.client;
    exports org.spinglass.quantum.embedding;
    exports org.spinglass.quantum.emulator;
    exports org.spinglass.quantum.sampling;
    exports org.spinglass.quantum.sapi;
    exports org.spinglass.quantum.server;
    exports org.spinglass.quantum.topology;
}
