/** The comparison: the same networks trained by backpropagation, by PyTorch through DJL. */
@org.jspecify.annotations.NullMarked
module org.spinglass.backprop {
    requires static transitive org.jspecify;
    requires transitive org.spinglass.training;
    requires ai.djl.api;
    requires ai.djl.pytorch_engine;

    exports org.spinglass.backprop;

    provides org.spinglass.training.TrainerProvider with
            org.spinglass.backprop.BackpropProvider;
}
