// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;
import org.spinglass.training.TrainingException;

/**
 * The use of PyTorch by one thread. The library is loaded at the first use in a process, from the class path by way of
 * DJL's cache folder ({@code ~/.djl.ai}, or {@code DJL_CACHE_DIR}); nothing is fetched and nothing reported to DJL's
 * makers.
 *
 * <p>The number of threads and the one gradient that DJL can take at a time belong to the process, so only one use is
 * open at any time; others wait.
 */
final class Torch implements AutoCloseable {
    private static final String ENGINE = "PyTorch";
    private static final ReentrantLock LOCK = new ReentrantLock();

    private final Engine engine;
    private final NDManager manager;

    private Torch(Engine engine) {
        this.engine = engine;
        this.manager = engine.newBaseManager(Device.cpu());
    }

    /**
     * Waits for the present use to end, and begins one. To be closed by the same thread.
     *
     * @param threads threads of one operation, at least 1
     * @throws TrainingException when PyTorch is missing or cannot be loaded
     */
    static Torch open(int threads) {
        LOCK.lock();
        try {
            Engine engine = load();
            JniUtils.setNumThreads(threads);
            return new Torch(engine);
        } catch (Throwable e) {
            LOCK.unlock();
            throw e;
        }
    }

    /** Whether the native library is on the class path, or the user has named one of his own. */
    static boolean isPresent() {
        return Torch.class.getClassLoader().getResource("native/lib/pytorch.properties") != null
                || System.getenv("PYTORCH_LIBRARY_PATH") != null
                || System.getProperty("PYTORCH_LIBRARY_PATH") != null;
    }

    private static Engine load() {
        if (!isPresent()) {
            throw new TrainingException(
                    "backpropagation needs PyTorch's native library, which is not on the class path;"
                            + " DJL publishes it for Linux and Windows on x86-64, and Linux and macOS on ARM64, and this is "
                            + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        try {
            Engine engine = Engine.getEngine(ENGINE);
            PlainConvolutions.use();
            return engine;
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TrainingException("PyTorch cannot be loaded: " + cause.getMessage(), e);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Owns what lives as long as this use. */
    NDManager manager() {
        return manager;
    }

    /** Begins to record operations, of which a gradient can then be taken. */
    GradientCollector gradients() {
        return engine.newGradientCollector();
    }

    @Override
    public void close() {
        try {
            manager.close();
        } finally {
            LOCK.unlock();
        }
    }
}
