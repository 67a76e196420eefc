/** Quantum annealers: topologies, embedding, a client, and an emulated processor. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the service, which alone may see the wire format, is built after this module
module org.spinglass.quantum {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.ising;
    requires org.spinglass.formats;
    requires java.net.http;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.spinglass.quantum;
    exports org.spinglass.quantum.dwave;
    exports org.spinglass.quantum.embedding;
    exports org.spinglass.quantum.emulator;
    exports org.spinglass.quantum.internal.json to
            org.spinglass.qpuserver;
    exports org.spinglass.quantum.internal.sapi to
            org.spinglass.qpuserver;
    exports org.spinglass.quantum.topology;
}
