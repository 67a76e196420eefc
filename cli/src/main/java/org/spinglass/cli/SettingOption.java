// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of the form {@code --set NAME=VALUE} that may be repeated. */
final class SettingOption {
    private SettingOption() {}

    /**
     * Values by their names.
     *
     * @param example of what was expected
     * @throws UsageException when one is not of the form, or a name comes twice
     */
    static Map<String, String> values(String option, List<String> written, String example) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String one : written) {
            int equals = one.indexOf('=');
            String name = one.substring(0, Math.max(0, equals)).strip();
            if (name.isEmpty() || equals == one.length() - 1) {
                throw new UsageException("%s is '%s'; expected NAME=VALUE, such as %s".formatted(option, one, example));
            }
            if (values.put(name, one.substring(equals + 1).strip()) != null) {
                throw new UsageException("%s %s is given twice; expected each setting once".formatted(option, name));
            }
        }
        return values;
    }
}
