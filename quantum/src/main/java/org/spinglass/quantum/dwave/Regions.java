// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Finds the address of a region in the service's list of regions. */
final class Regions {
    private static final System.Logger LOG = System.getLogger(Regions.class.getName());
    private static final String MEDIA = "application/vnd.dwave.metadata.regions+json";

    private Regions() {}

    /**
     * The address of a service: the one it has, or that of its region. Where the list cannot be had, the service's usual
     * address, with a warning.
     *
     * @throws ConfigException when the list has no such region
     */
    static URI resolve(ServiceAddress address, Transport transport, BooleanSupplier goesOn) {
        if (address.endpoint() != null) {
            return address.endpoint();
        }
        JsonNode regions;
        try {
            SapiReply reply = transport.repeatable(address.metadata(), SapiRequest.open("regions/", MEDIA), goesOn);
            if (!reply.isSuccess()) {
                throw new SapiException(reply.status(), "status " + reply.status() + ": " + reply.text());
            }
            regions = reply.json(MEDIA, 1);
        } catch (SapiException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the regions of the quantum annealing service cannot be had, so that its usual address "
                            + ServiceAddress.USUAL + " is used: " + e.getMessage());
            return ServiceAddress.USUAL;
        }
        List<String> codes = new ArrayList<>();
        for (JsonNode region : regions) {
            String code = region.path("code").asString("");
            codes.add(code);
            if (code.equals(address.region())) {
                return ServiceAddress.slashed(new ConfigValues(DwaveConfig.empty())
                        .address(
                                "endpoint of region " + code,
                                region.path("endpoint").asString("")));
            }
        }
        throw new ConfigException("region is '" + address.region() + "'; the service has " + String.join(", ", codes));
    }
}
