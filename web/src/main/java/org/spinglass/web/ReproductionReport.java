// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page of experiments that were run beside the published numbers: one HTML file that needs no network and no other file. */
public final class ReproductionReport {
    private ReproductionReport() {}

    /**
     * The page.
     *
     * @param json what came of the experiments: an object with {@code version}, {@code machine} and {@code panels}
     * @param command that does it again, as a shell takes it
     * @param commands that do one panel again, by its figure
     * @throws WebException when there is no such object
     */
    public static String html(String json, String command, Map<String, String> commands) {
        ObjectNode view = Tree.json("the results", json.getBytes(StandardCharsets.UTF_8));
        view.put("command", command);
        for (JsonNode panel : view.path("panels")) {
            ((ObjectNode) panel)
                    .put("command", commands.get(panel.path("figure").asString()));
        }
        return Page.of("Experiments, reproduced - Spinglass", Tree.object().set("reproduction", view), null);
    }
}
