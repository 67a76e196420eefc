// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is: at an address, or in a region, whose address a list of regions tells.
 *
 * @param endpoint the address, a slash at its end; null where the list of regions has to be asked
 * @param region a code such as {@code eu-central-1}
 * @param metadata the address of the list, a slash at its end
 */
record ServiceAddress(@Nullable URI endpoint, String region, URI metadata) {
    private static final String REGION = "na-west-1";
    private static final String METADATA = "https://cloud.dwavesys.com/metadata/v1/";

    /** Where the service is in its usual region. */
    static final URI USUAL = URI.create("https://cloud.dwavesys.com/sapi/");

    /**
     * By the options {@code endpoint}; {@code leap_api_endpoint} without a region, which is on the same host; {@code region}
     * with {@code metadata_api_endpoint}. The usual region needs no list.
     *
     * @throws ConfigException naming an option that is no address
     */
    static ServiceAddress of(ConfigValues values) {
        DwaveConfig config = values.config();
        String region = values.text("region", REGION);
        URI metadata = slashed(values.address("metadata_api_endpoint", values.text("metadata_api_endpoint", METADATA)));
        URI endpoint = null;
        if (config.option("endpoint").isPresent()) {
            endpoint = values.address("endpoint", values.text("endpoint", ""));
        } else if (config.option("leap_api_endpoint").isPresent()
                && config.option("region").isEmpty()) {
            endpoint = values.address("leap_api_endpoint", values.text("leap_api_endpoint", ""))
                    .resolve("/sapi/");
        } else if (region.equals(REGION) && metadata.toString().equals(METADATA)) {
            endpoint = USUAL;
        }
        return new ServiceAddress(endpoint == null ? null : slashed(endpoint), region, metadata);
    }

    /** An address with a slash at its end, so that relative ones continue it. */
    static URI slashed(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? address : URI.create(text + "/");
    }
}
