/** Data sets: readers, transforms, downloads and the digits that ship with the program. */
@org.jspecify.annotations.NullMarked
module org.spinglass.data {
    requires static transitive org.jspecify;
    requires java.net.http;
    requires org.apache.commons.compress;

    exports org.spinglass.data;
}
