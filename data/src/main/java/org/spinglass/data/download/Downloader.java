// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches files over HTTP or HTTPS into a folder.
 *
 * <p>A file is there or it is not: it grows aside as {@code NAME.part}, is compared with its SHA-256, and moved into
 * place in one step. A download that was broken off goes on where it stopped, also in another process. Threads and
 * processes that want the same folder take turns; those that come late find the files there.
 *
 * <p>Proxies are those of the Java platform's settings. Immutable; safe for any number of threads.
 */
public final class Downloader {
    private final DownloadPatience policy;

    /** A downloader that is as patient as the policy says. */
    public Downloader(DownloadPatience policy) {
        this.policy = policy;
    }

    /**
     * Fetches those of the files that are not in the folder yet, or not with all their bytes, one after the other. With all
     * of them there it makes no connection and takes no lock.
     *
     * @param files the files wanted, with distinct names
     * @param folder where they go under their names; made when missing
     * @param listener is told of progress and waits
     * @throws DownloadException when a file cannot be fetched or kept
     * @throws InterruptedException when the thread is interrupted; what has been fetched is kept for the next time
     */
    public void fetch(List<RemoteFile> files, Path folder, TransferListener listener)
            throws DownloadException, InterruptedException {
        if (missing(files, folder).isEmpty()) {
            return;
        }
        String first = files.getFirst().name();
        try {
            Files.createDirectories(folder);
            try (FolderLock _ = FolderLock.take(
                    folder, policy.lockPause(), () -> listener.waiting(first, "another download to " + folder))) {
                fetchAll(missing(files, folder), folder, listener);
            }
        } catch (DownloadException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw interrupted(e);
        } catch (IOException e) {
            throw new DownloadException("cannot keep downloads in " + folder + ": " + reason(e), e);
        }
    }

    private static List<RemoteFile> missing(List<RemoteFile> files, Path folder) {
        return files.stream().filter(file -> !isWhole(file, folder)).toList();
    }

    private static boolean isWhole(RemoteFile file, Path folder) {
        Path kept = folder.resolve(file.name());
        try {
            return Files.exists(kept) && Files.size(kept) == file.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Deletes those of the files in the folder that are not what was published, by their SHA-256, and names them.
     *
     * @throws IOException when a file cannot be read or deleted
     */
    public static List<String> discardDamaged(List<RemoteFile> files, Path folder) throws IOException {
        List<String> discarded = new ArrayList<>();
        for (RemoteFile file : files) {
            Path kept = folder.resolve(file.name());
            if (Files.exists(kept) && !PartFile.sha256(kept).equals(file.sha256())) {
                Files.delete(kept);
                discarded.add(file.name());
            }
        }
        return discarded;
    }

    private void fetchAll(List<RemoteFile> files, Path folder, TransferListener listener)
            throws IOException, InterruptedException {
        if (files.isEmpty()) {
            return;
        }
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(policy.connectTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            try {
                for (RemoteFile file : files) {
                    fetch(client, file, new PartFile(folder.resolve(file.name())), listener);
                }
            } finally {
                client.shutdownNow();
            }
        }
    }

    private void fetch(HttpClient client, RemoteFile file, PartFile part, TransferListener listener)
            throws IOException, InterruptedException {
        if (part.length() > file.bytes()) {
            part.delete();
        }
        boolean isResumed = part.length() > 0;
        complete(client, file, part, listener);
        if (isResumed && !part.sha256().equals(file.sha256())) {
            part.delete();
            complete(client, file, part, listener);
        }
        String sha256 = part.sha256();
        if (!sha256.equals(file.sha256())) {
            part.delete();
            throw new DownloadException(
                    "cannot fetch " + file.address() + ": wrong content: its SHA-256 is " + sha256 + ", expected "
                            + file.sha256(),
                    null);
        }
        part.moveIntoPlace();
    }

    /** Repeats attempts until all bytes are there; those that bring a hundredth of the file do not count as failed. */
    private void complete(HttpClient client, RemoteFile file, PartFile part, TransferListener listener)
            throws IOException, InterruptedException {
        int failures = 0;
        boolean wasConnected = false;
        long furthest = part.length();
        while (part.length() < file.bytes()) {
            try {
                new Transfer(client, file, part, policy, listener).run();
            } catch (UnreachableException e) {
                failures++;
                if (!wasConnected || failures >= policy.attempts()) {
                    throw new DownloadException(
                            "cannot fetch " + file.address() + ": no connection to " + file.host(), e);
                }
                pause(file, "no connection to " + file.host(), failures, listener);
            } catch (TransientException e) {
                wasConnected = true;
                boolean isProgress = part.length() - furthest > file.bytes() / 100;
                furthest = Math.max(furthest, part.length());
                failures = isProgress ? 1 : failures + 1;
                if (failures >= policy.attempts()) {
                    throw new DownloadException(
                            "cannot fetch " + file.address() + ": " + e.reason() + " (" + failures + " attempts)", e);
                }
                pause(file, e.reason(), failures, listener);
            }
        }
    }

    private void pause(RemoteFile file, String reason, int failures, TransferListener listener)
            throws InterruptedException {
        listener.waiting(file.name(), reason);
        Thread.sleep(policy.pauseAfter(failures));
    }

    private static InterruptedException interrupted(Throwable cause) {
        InterruptedException interrupted = new InterruptedException();
        interrupted.initCause(cause);
        return interrupted;
    }

    private static String reason(IOException e) {
        String told = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
        return told == null ? e.getClass().getSimpleName() : told;
    }
}
