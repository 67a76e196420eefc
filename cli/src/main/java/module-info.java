/** The command line. */
@org.jspecify.annotations.NullMarked
module org.spinglass.cli {
    requires static transitive org.jspecify;
    requires info.picocli;
    requires java.management;
    requires jdk.unsupported;
    requires org.spinglass.formats;
    requires org.spinglass.modelling;
    requires org.spinglass.lab;
    requires transitive org.spinglass.qpuserver;
    requires org.spinglass.web;

    exports org.spinglass.cli;

    opens org.spinglass.cli to
            info.picocli,
            tools.jackson.databind;
}
