package dev.fairgate.proof.simulate.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// The data of a Redis and what commands do to it, with the log of all that was written.
public final class MemoryRedis {

    private final LongSupplier clock;
    private final UnaryOperator<String> library;
    private final List<Written> log = new ArrayList<>();
    private final Map<String, String> scripts = new HashMap<>();
    private final Map<String, Command> commands = new HashMap<>();
    private final Lua lua = new Lua(this::carryOut);
    private Keyspace keys;
    private long replayedMicros = -1;

    /// A change as the append-only file has it.
    ///
    /// @param micros when, since 1970
    public record Written(long micros, List<String> command) {
        public Written {
            command = List.copyOf(command);
        }
    }

    /// @param clock microseconds since 1970
    /// @param library what a library or script becomes when it is loaded: itself, or a broken one
    public MemoryRedis(LongSupplier clock, UnaryOperator<String> library) {
        this.clock = clock;
        this.library = library;
        this.keys = empty();
    }

    private Keyspace empty() {
        commands.clear();
        Keyspace fresh = new Keyspace(this::micros);
        KeyCommands.addTo(commands, fresh);
        HashCommands.addTo(commands, fresh);
        StreamCommands.addTo(commands, fresh);
        return fresh;
    }

    private long micros() {
        return replayedMicros >= 0 ? replayedMicros : clock.getAsLong();
    }

    /// All that was written, the oldest first.
    public List<Written> log() {
        return log;
    }

    /// What a hash has now; empty without one.
    public Map<String, String> hash(String key) {
        return new LinkedHashMap<>(keys.hash(key)); // in the order in which it was written
    }

    /// The text under a key, or an empty one.
    public String text(String key) {
        String text = keys.text(key);
        return text == null ? "" : text;
    }

    /// The names of all keys that begin so.
    public List<String> names(String prefix) {
        return keys.names().stream().filter(it -> it.startsWith(prefix)).toList();
    }

    Map<String, Double> scores(String key) {
        return new TreeMap<>(keys.ranked(key));
    }

    List<List<String>> entries(String key) {
        StreamValue stream = keys.stream(key);
        return stream == null ? List.of() : List.copyOf(stream.entries.values());
    }

    /// How many entries of a stream a group has not acknowledged; all of them without the group.
    public long behind(String key, String group) {
        StreamValue stream = keys.stream(key);
        if (stream == null) {
            return 0;
        }
        StreamValue.Group reader = stream.groups.get(group);
        return reader == null
                ? stream.entries.size()
                : reader.pending.size() + stream.after(reader);
    }

    /// Forgets all but the oldest changes, as a crash does with what was not on disk.
    public void forgetAfter(int changes) {
        List<Written> kept = List.copyOf(log.subList(0, changes));
        keys = empty();
        scripts.clear();
        log.clear();
        for (Written it : kept) {
            replayedMicros = it.micros();
            carryOut(it.command());
        }
        replayedMicros = -1;
    }

    /// Does what one command says, all of it at once.
    Reply execute(List<String> command) {
        try {
            return switch (command.getFirst().toUpperCase(Locale.ROOT)) {
                case "FUNCTION" -> function(command);
                case "FCALL" -> fcall(command);
                case "EVAL" -> eval(command);
                case "EVALSHA" -> evalsha(command);
                default -> carryOut(command);
            };
        } catch (Keyspace.Refused e) {
            return new Reply.Failure(String.valueOf(e.getMessage()));
        }
    }

    private Reply carryOut(List<String> words) {
        Command command = commands.get(words.getFirst().toUpperCase(Locale.ROOT));
        if (command == null) {
            throw new IllegalArgumentException("a command that is not simulated: " + words);
        }
        Reply reply = command.action().run(words.subList(1, words.size()));
        if (command.writes()) {
            log.add(new Written(micros(), words));
        }
        return reply;
    }

    /// `LOAD REPLACE source` or `LIST ...`.
    private Reply function(List<String> command) {
        if (command.get(1).equalsIgnoreCase("LOAD")) {
            String source = command.getLast();
            lua.load(library.apply(source));
            return Reply.bulk(nameOf(source));
        }
        return Reply.many(Reply.pairs(Reply.bulk("library_name"), Reply.bulk(command.getLast())));
    }

    private static String nameOf(String source) {
        return source.substring(source.indexOf("name=") + 5, source.indexOf('\n'));
    }

    private Reply fcall(List<String> command) {
        int end = 3 + Integer.parseInt(command.get(2));
        Reply reply =
                lua.function(
                        command.get(1),
                        command.subList(3, end),
                        command.subList(end, command.size()));
        return reply == null ? new Reply.Failure("ERR Function not found") : reply;
    }

    private Reply eval(List<String> command) {
        scripts.put(sha1(command.get(1)), library.apply(command.get(1)));
        return evalsha(withDigest(command));
    }

    private static List<String> withDigest(List<String> command) {
        List<String> byDigest = new ArrayList<>(command);
        byDigest.set(1, sha1(command.get(1)));
        return byDigest;
    }

    private Reply evalsha(List<String> command) {
        String source = scripts.get(command.get(1).toLowerCase(Locale.ROOT));
        return source == null
                ? new Reply.Failure("NOSCRIPT No matching script. Please use EVAL.")
                : script(source, command);
    }

    private Reply script(String source, List<String> command) {
        int end = 3 + Integer.parseInt(command.get(2));
        return lua.script(source, command.subList(3, end), command.subList(end, command.size()));
    }

    private static String sha1(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
