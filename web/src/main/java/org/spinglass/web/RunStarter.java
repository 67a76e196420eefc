// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the live page trains by: it knows what may be asked, checks it, and makes the processes that do it. A value is a text,
 * by the name of its field. Implementations are safe for several threads.
 */
public interface RunStarter {
    /**
     * What may be asked of a run.
     *
     * @param values what was chosen so far, on which some fields and defaults depend; may be empty
     * @throws FieldException when one of these is none that may be chosen
     */
    List<RunField> fields(Map<String, String> values);

    /**
     * Checks what was asked, and makes the process that trains; its standard error ends with one line on what went wrong.
     *
     * @param runs the folder that is to hold the run's
     * @param values by the names of {@link #fields}; what is not there has its default
     * @param isTaken whether a run of a name cannot be begun: there is one, or no folder can have that name
     * @throws FieldException naming the field that is wrong, as far as it is known
     */
    Start start(Path runs, Map<String, String> values, Predicate<String> isTaken);

    /**
     * Checks that a run can be taken up, and makes the process that does so.
     *
     * @param run its folder
     * @param values {@code epochs}, where there are to be more; may be empty
     * @throws FieldException when it cannot
     */
    ProcessBuilder resume(Path run, Map<String, String> values);

    /**
     * A run that is to begin.
     *
     * @param name of its folder
     * @param process that has not begun
     */
    record Start(String name, ProcessBuilder process) {}
}
