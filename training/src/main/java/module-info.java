/** A layer's Hamiltonians, the trainers, checkpoints. */
@org.jspecify.annotations.NullMarked
module org.spinglass.training {
    requires static transitive org.jspecify;

    exports org.spinglass.training;
}
