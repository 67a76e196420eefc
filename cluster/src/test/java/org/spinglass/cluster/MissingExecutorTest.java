// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.cluster.MissingExecutor.Worker;

/** What is told of workers that give no executor. */
class MissingExecutorTest {
    private static final List<Worker> TWO = List.of(new Worker("one", 8, 600), new Worker("other", 4, 1200));

    @Test
    void whatIsMissingIsTold() {
        assertThat(new MissingExecutor(1, 1024).reason(List.of()))
                .isEqualTo("it has no worker; start one as docs/cluster.md tells");
        assertThat(new MissingExecutor(1, 4096).reason(TWO))
                .isEqualTo(
                        "an executor is to have 4,096 MB of memory, and the largest of its workers, other, has 1,200"
                                + " MB; start one with more (--memory), or ask for less by --spark spark.executor.memory=1200m");
        assertThat(new MissingExecutor(16, 1024).reason(TWO))
                .isEqualTo(
                        "an executor is to have 16 cores, and no worker with memory for it has more than 4; ask for fewer"
                                + " by --spark spark.executor.cores=N and spark.task.cpus=N");
        assertThat(new MissingExecutor(4, 1024).reason(TWO))
                .startsWith("its workers are large enough (1, with up to 1,200 MB); others have their cores or memory");
    }
}
