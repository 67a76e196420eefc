// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.spinglass.lab.run.ProgramVersion;
import org.spinglass.lab.work.RemoteWork;
import org.spinglass.lab.work.WorkOutcome;
import org.spinglass.lab.work.WorkplaceException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Does the one task of a partition, in an executor. */
final class TaskFunction extends AbstractFunction1<Iterator<TaskBytes>, byte[]> implements Serializable {
    private static final long serialVersionUID = 1;

    /** Where this is, for messages: the machine and, where it is not the program's own process, the executor. */
    private static String host() {
        String host = SparkEnv.get().blockManager().blockManagerId().host();
        String executor = SparkEnv.get().executorId();
        return executor.equals("driver") ? host : host + ", executor " + executor;
    }

    @Override
    public byte[] apply(Iterator<TaskBytes> tasks) {
        TaskBytes task = tasks.next();
        String host = host();
        String own = ProgramVersion.current();
        if (!own.equals(task.version())) {
            throw new WorkplaceException(host + " has version " + own + " of the program, and " + task.version()
                    + " asks it; expected the same, or none among spark.executor.extraClassPath and Spark's jars");
        }
        try (SparkContact contact = new SparkContact(task)) {
            Class<? extends RemoteWork> work = Class.forName(task.work(), true, TaskFunction.class.getClassLoader())
                    .asSubclass(RemoteWork.class);
            return WorkOutcome.of(work, contact.input(), contact, host);
        } catch (ClassNotFoundException e) {
            throw new WorkplaceException(host + " does not have " + task.work(), e);
        }
    }
}
