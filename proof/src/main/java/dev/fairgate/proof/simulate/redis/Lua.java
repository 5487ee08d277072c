package dev.fairgate.proof.simulate.redis;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.TwoArgFunction;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/// Lua as Redis runs it: `redis.call`, `redis.register_function`, and answers turned into replies.
final class Lua {

    private static final int PROGRAMS = 64;

    /// Programs that were compiled before, by their text. One thread at a time uses them.
    private static final Map<String, Prototype> COMPILED = new HashMap<>();

    private final Globals globals = new Globals();
    private final Map<String, LuaValue> functions = new HashMap<>();
    private final Function<List<String>, Reply> call;

    /// @param call carries a command of a script out
    Lua(Function<List<String>, Reply> call) {
        this.call = call;
        globals.load(new JseBaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        globals.load(new StringLib());
        globals.load(new JseMathLib());
        globals.set("unpack", globals.get("table").get("unpack")); // as in Lua 5.1
        LuaTable redis = new LuaTable();
        redis.set("call", new Call());
        redis.set("register_function", new Register());
        globals.set("redis", redis);
    }

    private final class Call extends VarArgFunction {
        @Override
        public Varargs invoke(Varargs args) {
            List<String> words = new ArrayList<>(args.narg());
            for (int i = 1; i <= args.narg(); i++) {
                words.add(word(args.arg(i)));
            }
            return value(call.apply(words));
        }
    }

    private final class Register extends TwoArgFunction {
        @Override
        public LuaValue call(LuaValue name, LuaValue function) {
            functions.put(name.tojstring(), function);
            return NONE;
        }
    }

    /// Loads a library of functions.
    void load(String source) {
        new LuaClosure(compiled(source), globals).call();
    }

    /// Calls a function; null when there is none of that name.
    @Nullable Reply function(String name, List<String> keys, List<String> args) {
        LuaValue function = functions.get(name);
        return function == null ? null : answer(() -> function.call(table(keys), table(args)));
    }

    /// Runs a script.
    Reply script(String source, List<String> keys, List<String> args) {
        globals.set("KEYS", table(keys));
        globals.set("ARGV", table(args));
        return answer(() -> new LuaClosure(compiled(source), globals).call());
    }

    private interface Run {
        LuaValue run();
    }

    /// An error of the script is an answer; one of the simulation is not.
    private static Reply answer(Run run) {
        try {
            return reply(run.run());
        } catch (LuaError e) {
            if (e.getCause() != null && !(e.getCause() instanceof Keyspace.Refused)) {
                throw new IllegalStateException("a script met what is not simulated", e);
            }
            return new Reply.Failure("ERR " + e.getMessage());
        }
    }

    private static Prototype compiled(String source) {
        Prototype known = COMPILED.get(source);
        if (known == null) {
            known = compile(source);
            if (COMPILED.size() < PROGRAMS) {
                COMPILED.put(source, known);
            }
        }
        return known;
    }

    private static Prototype compile(String source) {
        Globals compiler = new Globals();
        LuaC.install(compiler);
        try {
            String program = source.startsWith("#!") ? "--" + source : source;
            return compiler.compilePrototype(new StringReader(program), "user_function");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaTable table(List<String> texts) {
        LuaTable table = new LuaTable(texts.size(), 0);
        for (int i = 0; i < texts.size(); i++) {
            table.set(i + 1, string(texts.get(i)));
        }
        return table;
    }

    private static LuaString string(String text) {
        return LuaString.valueOf(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(LuaString string) {
        return new String(
                string.m_bytes, string.m_offset, string.m_length, StandardCharsets.ISO_8859_1);
    }

    /// An argument as Redis passes it on: numbers with 17 digits, whole ones without a fraction.
    private static String word(LuaValue value) {
        if (value.type() == LuaValue.TNUMBER) {
            double number = value.todouble();
            return number == Math.rint(number) && Math.abs(number) < 1e17
                    ? Long.toString((long) number)
                    : String.format(Locale.ROOT, "%.17g", number);
        }
        if (value.type() == LuaValue.TSTRING) {
            return text(value.strvalue());
        }
        throw new Keyspace.Refused(
                "ERR Lua redis lib command arguments must be strings or integers");
    }

    private static LuaValue value(Reply reply) {
        return switch (reply) {
            case Reply.Bulk(String text) when text == null -> LuaValue.FALSE;
            case Reply.Bulk(String text) -> string(text);
            case Reply.Whole it -> LuaValue.valueOf((double) it.value());
            case Reply.Simple it -> {
                LuaTable table = new LuaTable();
                table.set("ok", string(it.text()));
                yield table;
            }
            case Reply.Failure it -> throw new Keyspace.Refused(it.message());
            case Reply.Many it -> values(it.items());
            case Reply.Pairs it -> values(it.items()); // scripts are spoken to in version 2
        };
    }

    private static LuaTable values(List<Reply> items) {
        LuaTable table = new LuaTable(items.size(), 0);
        for (int i = 0; i < items.size(); i++) {
            table.set(i + 1, value(items.get(i)));
        }
        return table;
    }

    /// What a script returns: a list ends at the first nil, true is 1, false is nothing.
    private static Reply reply(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TSTRING -> Reply.bulk(text(value.strvalue()));
            case LuaValue.TNUMBER -> Reply.number(value.tolong());
            case LuaValue.TBOOLEAN -> value.toboolean() ? Reply.number(1) : Reply.NOTHING;
            case LuaValue.TTABLE -> list(value.checktable());
            default -> Reply.NOTHING;
        };
    }

    private static Reply list(LuaTable table) {
        List<Reply> items = new ArrayList<>();
        for (int i = 1; !table.get(i).isnil(); i++) {
            items.add(reply(table.get(i)));
        }
        return new Reply.Many(items);
    }
}
