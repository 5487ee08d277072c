package dev.fairgate.benchmarks.strategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The servers of all tests of this JVM; they end with it.
final class TestStores {

    private static final Stores SHARED = start();

    private TestStores() {}

    static Stores shared() {
        return SHARED;
    }

    private static Stores start() {
        try {
            Path folder = Files.createTempDirectory("fairgate-stores");
            Stores stores = Stores.start(folder, Path.of("target", "postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(stores::close));
            return stores;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
