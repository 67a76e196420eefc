/** Layers, forward pass, responses, weights in and out. */
@org.jspecify.annotations.NullMarked
module org.spinglass.network {
    requires static transitive org.jspecify;

    exports org.spinglass.network;
}
