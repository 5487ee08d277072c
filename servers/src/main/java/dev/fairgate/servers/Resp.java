package dev.fairgate.servers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One command to a Redis on loopback over a connection of its own: enough of its protocol to
/// start servers without a client library.
final class Resp {

    private static final int CONNECT_MS = 200;
    private static final int ANSWER_MS = 5_000;

    private Resp() {}

    /// Sends a command and returns the line it is answered with, its type mark included (`+OK`,
    /// `:5`, `$-1`, `-MOVED 5 127.0.0.1:7001`), or what a bulk string holds. Arrays are not read.
    static String ask(int port, String... command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            socket.setSoTimeout(ANSWER_MS);
            socket.getOutputStream().write(request(command));
            DataInputStream answer =
                    new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            String line = line(answer);
            return line.startsWith("$") && !line.equals("$-1") ? bulk(line, answer) : line;
        }
    }

    /// Whether a server listens there and has loaded its data.
    static boolean answersPing(int port) {
        try {
            return ask(port, "PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] request(String... command) {
        StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
        for (String word : command) {
            int bytes = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
        }
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(DataInputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answer.readUnsignedByte(); next != '\n'; next = answer.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private static String bulk(String head, DataInputStream answer) throws IOException {
        byte[] content = new byte[Integer.parseInt(head.substring(1))];
        answer.readFully(content);
        return new String(content, StandardCharsets.UTF_8);
    }
}
