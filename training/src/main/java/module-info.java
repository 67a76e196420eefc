/** A layer's Hamiltonians, the trainers, checkpoints. */
@org.jspecify.annotations.NullMarked
module org.spinglass.training {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.compute;
    requires transitive org.spinglass.data;
    requires transitive org.spinglass.ising;
    requires transitive org.spinglass.network;

    exports org.spinglass.training;

    uses org.spinglass.training.TrainerProvider;
}
