/** OpenBLAS on Java arrays without copying, pseudoinverses, vector operations, and work of fixed size spread over threads. */
@org.jspecify.annotations.NullMarked
module org.spinglass.compute {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.openblas;

    exports org.spinglass.compute;
    exports org.spinglass.compute.files;
}
