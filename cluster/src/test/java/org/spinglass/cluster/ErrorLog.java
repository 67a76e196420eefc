// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The errors that Spark logs, as whoever submits the program to it sees them. */
final class ErrorLog extends AbstractAppender {
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private ErrorLog() {
        super("errors", null, null, true, Property.EMPTY_ARRAY);
    }

    /** Those of a time. */
    static List<String> during(Runnable action) {
        ErrorLog log = new ErrorLog();
        log.start();
        Logger root = (Logger) LogManager.getRootLogger();
        root.addAppender(log);
        try {
            action.run();
        } finally {
            root.removeAppender(log);
        }
        return log.errors;
    }

    @Override
    public void append(LogEvent event) {
        if (event.getLevel().isMoreSpecificThan(Level.ERROR)) {
            errors.add(
                    event.getLoggerName() + ": " + event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    }
}
