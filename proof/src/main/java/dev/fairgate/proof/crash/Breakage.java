package dev.fairgate.proof.crash;

import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FaultProxy.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Ways to break a [World]. Each returns when the cause is gone: a frozen process goes on, a killed
/// one has been started again.
enum Breakage {
    KILL_ENGINE(Part.ENGINE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            Service engine = any(world, random).engine();
            engine.kill();
            rest(random, 100, 800);
            engine.start();
        }
    },
    KILL_WRITER_BEFORE_COMMIT(Part.ENGINE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            killWriter(world, sale, Moment.BEFORE_REQUEST);
        }
    },
    KILL_WRITER_AFTER_COMMIT(Part.ENGINE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            killWriter(world, sale, Moment.BEFORE_REPLY);
        }
    },
    SILENCE_ENGINE(Part.ENGINE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            silence(any(world, random).engine().pid());
        }
    },
    KILL_LEDGER(Part.LEDGER) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.ledger().kill();
            rest(random, 100, 1_500);
            world.ledger().start();
        }
    },
    SILENCE_LEDGER(Part.LEDGER) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            silence(world.ledger().pid());
        }
    },
    TEAR_LEDGER_FILE(Part.LEDGER) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.ledger().kill();
            append(newest(world.disk().folder()), "*4\r\n$4\r\nHSET\r\n$9\r\n{torn}:or");
            world.ledger().start();
        }
    },
    SLOW_DISK(Part.LEDGER) {
        @Override
        Optional<String> whyNot(World world) {
            return Files.isExecutable(Path.of("/usr/bin/strace"))
                    ? Optional.empty()
                    : Optional.of("it needs strace");
        }

        @Override
        void strike(World world, String sale, RandomGenerator random) {
            slowDisk(world.ledger().pid(), random.nextInt(50, 600));
        }
    },
    FULL_DISK(Part.LEDGER) {
        @Override
        Optional<String> whyNot(World world) {
            return world.disk().canBeFull()
                    ? Optional.empty()
                    : Optional.of("nobody may mount a small disk here");
        }

        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.disk().fill();
            await(() -> !world.ledger().isRunning()); // its next write finds no space
            rest(random, 100, 1_000);
            world.disk().free();
            if (!world.ledger().isRunning()) {
                world.ledger().start();
            }
        }
    },
    KILL_RISK_STORE(Part.STORE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.store().kill();
            rest(random, 100, 1_500);
            world.store().start();
        }
    },
    SILENCE_RISK_STORE(Part.STORE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            silence(world.store().pid());
        }
    },
    KILL_RISK_SERVICE(Part.RISK) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.risk().kill();
            rest(random, 100, 800);
            world.risk().start();
        }
    },
    SILENCE_RISK_SERVICE(Part.RISK) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            silence(world.risk().pid());
        }
    },
    KILL_POSTGRES(Part.POSTGRES) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.postgres().kill();
            rest(random, 100, 1_500);
            world.postgres().start();
        }
    },
    SILENCE_POSTGRES(Part.POSTGRES) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.postgres().silence();
            rest(PAUSE);
            world.postgres().wake();
        }
    },
    CUT_LEDGER_REPLIES(Part.WIRE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            cut(any(world, random).toLedger(), random);
        }
    },
    CUT_RISK_REPLIES(Part.WIRE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            cut(any(world, random).toRisk(), random);
        }
    },
    LOSE_REQUESTS_TO_LEDGER(Part.WIRE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            lose(any(world, random).toLedger(), FaultProxy.Fault.SWALLOW_REQUESTS, random);
        }
    },
    LOSE_REPLIES_OF_LEDGER(Part.WIRE) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            lose(any(world, random).toLedger(), FaultProxy.Fault.SWALLOW_REPLIES, random);
        }
    },
    POISON_STREAM(Part.STREAM) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            Poison.into(world.ledger().port(), sale);
        }
    },
    KILL_EVERYTHING(Part.ALL) {
        @Override
        void strike(World world, String sale, RandomGenerator random) {
            world.killAll();
            world.startAll();
        }
    };

    /// What is broken: two at a time break different parts.
    enum Part {
        ENGINE,
        LEDGER,
        STORE,
        RISK,
        POSTGRES,
        WIRE,
        STREAM,
        ALL
    }

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int CUTS = 12;

    private final Part part;

    Breakage(Part part) {
        this.part = part;
    }

    Part part() {
        return part;
    }

    /// Why it cannot be had on this machine, if so.
    Optional<String> whyNot(World world) {
        return Optional.empty();
    }

    abstract void strike(World world, String sale, RandomGenerator random);

    private static World.Node any(World world, RandomGenerator random) {
        return world.nodes().get(random.nextInt(world.nodes().size()));
    }

    /// Kills the node that is the next to commit a batch of orders, at the commit itself.
    private static void killWriter(World world, String sale, Moment moment) {
        AtomicReference<@Nullable Service> struck = new AtomicReference<>();
        for (World.Node node : world.nodes()) {
            Service engine = node.engine();
            Runnable kill =
                    () -> {
                        if (struck.compareAndSet(null, engine)) {
                            engine.killAtOnce();
                        }
                    };
            node.toPostgres().ambush(sale, "COMMIT", moment, kill);
        }
        await(() -> struck.get() != null);
        world.nodes().forEach(it -> it.toPostgres().disarm());
        Service engine = struck.get();
        if (engine == null) {
            throw new IllegalStateException("nobody committed anything");
        }
        engine.kill();
        engine.start();
    }

    private static void silence(long pid) {
        Signals.silence(pid);
        rest(PAUSE);
        Signals.wake(pid);
    }

    private static void cut(FaultProxy wire, RandomGenerator random) {
        for (int i = 0; i < CUTS; i++) {
            wire.inject(FaultProxy.Fault.CUT_REPLY);
            rest(random, 50, 200);
        }
        wire.inject(FaultProxy.Fault.NONE);
    }

    /// What was lost stays lost, so the connections that lost it end.
    private static void lose(FaultProxy wire, FaultProxy.Fault what, RandomGenerator random) {
        wire.inject(what);
        rest(random, 1_000, 3_000);
        wire.inject(FaultProxy.Fault.REFUSE);
        wire.inject(FaultProxy.Fault.NONE);
    }

    private static void slowDisk(long pid, int millis) {
        try {
            Process tracer =
                    new ProcessBuilder(
                                    "strace",
                                    "-f",
                                    "-qq",
                                    "-o",
                                    "/dev/null",
                                    "-e",
                                    "trace=fdatasync,fsync",
                                    "-e",
                                    "inject=fdatasync,fsync:delay_enter=" + millis * 1_000,
                                    "-p",
                                    Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            rest(Duration.ofSeconds(3));
            tracer.destroy(); // lets go of the server, which goes on
            if (!tracer.waitFor(5, TimeUnit.SECONDS)) {
                tracer.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path newest(Path folder) {
        try (Stream<Path> files = Files.list(folder.resolve("appendonlydir"))) {
            return files.filter(it -> it.toString().endsWith(".incr.aof"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String half) {
        try {
            Files.writeString(file, half, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            rest(Duration.ofMillis(5));
        }
    }

    private static void rest(RandomGenerator random, int fromMs, int toMs) {
        rest(Duration.ofMillis(random.nextInt(fromMs, toMs)));
    }

    private static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
