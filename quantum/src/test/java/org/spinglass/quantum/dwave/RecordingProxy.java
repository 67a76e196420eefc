// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A proxy that passes requests on, or tunnels them, for those who log in where they have to. */
final class RecordingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final @Nullable String login;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> heads = new ArrayList<>();

    /**
     * A proxy at a free port.
     *
     * @param login the value of {@code Proxy-Authorization}; null for none
     */
    RecordingProxy(@Nullable String login) throws IOException {
        this.login = login;
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Its address with a name and password, {@code "name:password@"}, or without, {@code ""}. */
    String address(String user) {
        return "http://" + user + "127.0.0.1:" + server.getLocalPort();
    }

    /** The requests as far as the proxy could read them. */
    List<String> heads() {
        synchronized (heads) {
            return List.copyOf(heads);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException _) { // closed
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            synchronized (heads) {
                heads.add(head);
            }
            OutputStream back = client.getOutputStream();
            if (login != null && !head.contains("\r\nProxy-Authorization: " + login + "\r\n")) {
                back.write(
                        "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            String[] start = head.substring(0, head.indexOf("\r\n")).split(" ");
            boolean isTunnel = start[0].equals("CONNECT");
            URI target = URI.create(isTunnel ? "https://" + start[1] : start[1]);
            try (Socket origin = new Socket(target.getHost(), target.getPort())) {
                if (isTunnel) {
                    back.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } else {
                    String rest = head.substring(head.indexOf("\r\n")).replaceAll("\r\nProxy-[^\r]*", "");
                    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
                    String passed =
                            start[0] + " " + target.getRawPath() + query + " HTTP/1.1\r\nConnection: close" + rest;
                    origin.getOutputStream().write(passed.getBytes(StandardCharsets.ISO_8859_1));
                }
                threads.execute(() -> pass(client, origin));
                origin.getInputStream().transferTo(back);
            }
        } catch (IOException _) { // the client or the service has closed its connection, or the test is over
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) { // one of them is closed
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
