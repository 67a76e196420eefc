// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.file.Path;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What a run has come to, read anew when its files have changed, and how its training gets on. For one thread. */
final class RunProgress implements Supplier<String> {
    private final Path folder;
    private final Supplier<String> state;
    private final Supplier<String> message;
    private String stamp = "";
    private String text = "";

    /**
     * Of one run.
     *
     * @param folder where it is, or will be
     * @param state of its training, empty where there is none
     * @param message why it has failed, empty where it has not
     */
    RunProgress(Path folder, Supplier<String> state, Supplier<String> message) {
        this.folder = folder;
        this.state = state;
        this.message = message;
    }

    @Override
    public String get() {
        String now = state.get();
        String said = message.get();
        String stampNow = now + " " + said + " " + RunList.stamp(folder);
        if (!stampNow.equals(stamp)) {
            stamp = stampNow;
            ObjectNode content;
            try {
                if (!now.isEmpty() && !RunView.isRun(folder)) { // it has not begun, or has left nothing
                    content = Tree.object().put("pending", true);
                } else {
                    content = RunView.progress(folder);
                }
            } catch (WebException e) { // such as a folder that was taken away
                content = Tree.object().put("error", e.getMessage());
            }
            text = Tree.embedded(content.put("state", now).put("message", said));
        }
        return text;
    }
}
