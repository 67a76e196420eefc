// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import scala.reflect.ClassTag$;

/**
 * Why a cluster of Spark's own kind gives no executor, as far as its master tells: how large its workers are, and not
 * what of them is taken.
 *
 * @param cores that an executor needs at least
 * @param megabytes of memory that it needs
 */
record MissingExecutor(int cores, int megabytes) {

    /**
     * A worker that a master knows.
     *
     * @param megabytes of memory that it gives to executors
     */
    record Worker(String host, int cores, int megabytes) {}

    /** What is wrong, and what to do; empty where no master tells. */
    static Optional<String> reason(SparkContext context, String master) {
        int cores = Math.max(
                Integer.parseInt(context.conf().get("spark.executor.cores", "1")),
                Integer.parseInt(context.conf().get("spark.task.cpus", "1")));
        MissingExecutor asked = new MissingExecutor(cores, context.executorMemory());
        return master.startsWith("spark://")
                ? workers(context.env().rpcEnv(), master).map(asked::reason)
                : Optional.empty();
    }

    /** The same of workers that are known. */
    String reason(List<Worker> workers) {
        if (workers.isEmpty()) {
            return "it has no worker; start one as docs/cluster.md tells";
        }
        Worker largest =
                workers.stream().max(Comparator.comparingInt(Worker::megabytes)).orElseThrow();
        if (largest.megabytes() < megabytes) {
            return text(
                    "an executor is to have %,d MB of memory, and the largest of its workers, %s, has %,d MB; start one"
                            + " with more (--memory), or ask for less by --spark spark.executor.memory=%dm",
                    megabytes, largest.host(), largest.megabytes(), largest.megabytes());
        }
        List<Worker> ample = workers.stream()
                .filter(worker -> worker.megabytes() >= megabytes)
                .toList();
        int most = ample.stream().mapToInt(Worker::cores).max().orElseThrow();
        return most < cores
                ? text(
                        "an executor is to have %d cores, and no worker with memory for it has more than %d; ask for fewer"
                                + " by --spark spark.executor.cores=N and spark.task.cpus=N",
                        cores, most)
                : text(
                        "its workers are large enough (%d, with up to %,d MB); others have their cores or memory, or they"
                                + " cannot reach this machine, whose address --spark spark.driver.host=ADDRESS tells",
                        ample.size(), largest.megabytes());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The workers of the first master that answers and is not one in reserve. */
    private static Optional<List<Worker>> workers(RpcEnv connections, String master) {
        for (String address : master.substring("spark://".length()).split(",", -1)) {
            try {
                DeployMessages.MasterStateResponse state = connections
                        .setupEndpointRef(RpcAddress.fromSparkURL("spark://" + address), Master.ENDPOINT_NAME())
                        .askSync(
                                DeployMessages.RequestMasterState$.MODULE$,
                                ClassTag$.MODULE$.apply(DeployMessages.MasterStateResponse.class));
                if (state.status().toString().equals("ALIVE")) {
                    List<Worker> known = new ArrayList<>();
                    for (WorkerInfo worker : state.workers()) {
                        known.add(new Worker(worker.host(), worker.cores(), worker.memory()));
                    }
                    return Optional.of(known);
                }
            } catch (Exception e) { // of Scala's methods, which declare none
                // the next may answer; if none does, less is told
            }
        }
        return Optional.empty();
    }
}
