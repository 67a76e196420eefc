// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.spinglass.compute.files.AtomicFile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports: a run, or several side by side, as one HTML file that needs no network and no other file. It is made of the
 * files of the run folders, those that are there; a run that goes on is shown as far as it is. Cost: the files' size,
 * in time and in memory. Threads may share this.
 */
public final class RunReport {
    /** The report's name in a run's folder, and in any other where none is given. */
    public static final String FILE = "report.html";

    private RunReport() {}

    /**
     * The page.
     *
     * @param runs folders of runs, at least one; one gives its report, more give the comparison
     * @throws WebException naming the folder or the file that cannot be shown
     */
    public static String html(List<Path> runs) {
        List<ObjectNode> views = runs.stream().map(RunView::read).toList();
        if (views.size() == 1) {
            ObjectNode run = views.getFirst();
            ObjectNode content = Tree.object();
            content.putArray("runs").add(run);
            String picture = run.path("pictures").path("training").asStringOpt().orElse(null);
            return Page.of(run.path("name").asString() + " - Spinglass", content, picture);
        }
        return Page.of(views.size() + " runs - Spinglass", compared(views), null);
    }

    /** What a page of several runs shows. */
    static ObjectNode compared(List<ObjectNode> views) {
        ObjectNode content = Tree.object();
        ArrayNode list = content.putArray("runs");
        views.forEach(list::add);
        content.set("comparison", Comparison.of(views));
        return content;
    }

    /**
     * Writes a page into a file, which is whole whenever it is there.
     *
     * @throws WebException naming the file that cannot be written
     */
    public static void write(String page, Path file) {
        try {
            AtomicFile.write(file, page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new WebException(file + ": cannot be written: " + RunFiles.reason(e), e);
        }
    }

    /** Writes {@code report.html} into the folder of a run, and tells its path; throws as the other two. */
    public static Path write(Path run) {
        Path file = run.resolve(FILE);
        write(html(List.of(run)), file);
        return file;
    }
}
