/** Measurements that anyone can re-run. */
@org.jspecify.annotations.NullMarked
module org.spinglass.benchmarks {
    requires static transitive org.jspecify;
    requires org.spinglass.training;
}
