/** Data sets: readers, transforms, downloads and the digits that ship with the program. */
@org.jspecify.annotations.NullMarked
module org.spinglass.data {
    requires static transitive org.jspecify;
    requires java.net.http;
    requires java.desktop;
    requires metadata.extractor;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;

    uses org.spinglass.data.StoredFiles;

    exports org.spinglass.data;
    exports org.spinglass.data.files;
}
