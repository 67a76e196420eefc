// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The account interface: one project, whose token is that of the service. */
final class LeapAccount {
    private static final int PROJECT = 1;

    private final String token;

    LeapAccount(String token) {
        this.token = token;
    }

    /**
     * The reply to a request that is allowed.
     *
     * @param path behind {@code leap/api}
     */
    Reply reply(HttpRequest request, List<String> path) {
        if (!request.method().equals("GET")) {
            throw new Refusal(405, request.method() + " of an account; expected GET");
        }
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ObjectNode data = json.putObject("data");
        switch (String.join("/", path)) {
            case "account/active_project/oauth" -> data.set("project", project());
            case "account/projects/oauth" ->
                data.putArray("projects").addObject().set("project", project());
            case "account/token/oauth" -> {
                String asked = request.query().getOrDefault("project_id", "");
                if (!asked.equals(Integer.toString(PROJECT))) {
                    throw new Refusal(404, "project_id is '" + asked + "'; expected " + PROJECT);
                }
                data.put("token", token);
            }
            default -> throw new Refusal(404, "there is nothing at /leap/api/" + String.join("/", path));
        }
        return Reply.of("application/json", ResponseBody.of(json));
    }

    private static ObjectNode project() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", PROJECT)
                .put("name", "Emulated")
                .put("code", "EMU");
    }
}
