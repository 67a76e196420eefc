// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The regions of the service, which are all at one address. */
final class RegionList {
    private static final String ALL = "application/vnd.dwave.metadata.regions+json; version=1.0.0";
    private static final String ONE = "application/vnd.dwave.metadata.region+json; version=1.0.0";
    private static final List<String> REGIONS = List.of("emu-1", "na-west-1");

    private RegionList() {}

    /** One region, or all of them where no code is given. */
    static Reply reply(URI endpoint, @Nullable String code) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        for (String region : REGIONS) {
            ObjectNode json = list.addObject();
            json.put("code", region).put("name", "Emulated").put("endpoint", endpoint.toString());
            if (region.equals(code)) {
                return Reply.of(ONE, ResponseBody.of(json));
            }
        }
        if (code != null) {
            throw new Refusal(404, "region " + code + "; expected " + String.join(" or ", REGIONS));
        }
        return Reply.of(ALL, ResponseBody.of(list)).with("Cache-Control", "max-age=60");
    }
}
