/** A service of emulated quantum annealers and of a solver of whole models that speaks D-Wave's interface. */
@org.jspecify.annotations.NullMarked
module org.spinglass.qpuserver {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.quantum;
    requires org.spinglass.formats;
    requires com.github.luben.zstd_jni;
    requires jdk.httpserver;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.spinglass.qpuserver;
}
