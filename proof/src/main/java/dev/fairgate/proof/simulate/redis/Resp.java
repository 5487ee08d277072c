package dev.fairgate.proof.simulate.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Redis' wire format, version 3, as Lettuce asks for it: commands in, replies out.
final class Resp {

    private final String bytes;
    private int at;

    private Resp(String bytes) {
        this.bytes = bytes;
    }

    /// Reads one command.
    static List<String> command(byte[] wire) {
        Resp resp = new Resp(new String(wire, StandardCharsets.ISO_8859_1));
        int count = resp.head('*');
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = resp.head('$');
            words.add(resp.bytes.substring(resp.at, resp.at + length));
            resp.at += length + 2;
        }
        return words;
    }

    private int head(char type) {
        if (bytes.charAt(at) != type) {
            throw new IllegalArgumentException("not a command: " + bytes);
        }
        int end = bytes.indexOf('\r', at);
        int value = Integer.parseInt(bytes.substring(at + 1, end));
        at = end + 2;
        return value;
    }

    /// Writes one reply.
    static byte[] bytes(Reply reply) {
        StringBuilder out = new StringBuilder(64);
        write(out, reply);
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void write(StringBuilder out, Reply reply) {
        switch (reply) {
            case Reply.Bulk it -> bulk(out, it);
            case Reply.Simple it -> out.append('+').append(it.text()).append("\r\n");
            case Reply.Whole it -> out.append(':').append(it.value()).append("\r\n");
            case Reply.Failure it -> out.append('-').append(it.message()).append("\r\n");
            case Reply.Many it -> {
                out.append('*').append(it.items().size()).append("\r\n");
                it.items().forEach(item -> write(out, item));
            }
            case Reply.Pairs it -> {
                out.append('%').append(it.items().size() / 2).append("\r\n");
                it.items().forEach(item -> write(out, item));
            }
        }
    }

    private static void bulk(StringBuilder out, Reply.Bulk bulk) {
        String text = bulk.text();
        if (text == null) {
            out.append("_\r\n");
        } else {
            out.append('$').append(text.length()).append("\r\n").append(text).append("\r\n");
        }
    }
}
