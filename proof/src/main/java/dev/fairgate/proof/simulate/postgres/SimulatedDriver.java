package dev.fairgate.proof.simulate.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// The driver for [#URL]: whoever asks for such a connection gets one to the server that this
/// thread simulates. Every other address is left to the drivers of real servers.
public final class SimulatedDriver implements ConnectionFactoryProvider {

    /// Where the simulated server is.
    public static final String URL = "r2dbc:postgresql://" + SimulatedDriver.HOST + "/fairgate";

    private static final String HOST = "simulated.invalid";
    private static final ThreadLocal<@Nullable SimulatedPostgres> SERVER = new ThreadLocal<>();

    /// The server that connection factories made from now on by this thread lead to.
    public static void leadTo(@Nullable SimulatedPostgres server) {
        SERVER.set(server);
    }

    @Override
    public ConnectionFactory create(ConnectionFactoryOptions options) {
        return new Factory(Objects.requireNonNull(SERVER.get(), "no server is simulated here"));
    }

    @Override
    public boolean supports(ConnectionFactoryOptions options) {
        return HOST.equals(options.getValue(ConnectionFactoryOptions.HOST));
    }

    @Override
    public String getDriver() {
        return "simulated";
    }

    private record Factory(SimulatedPostgres server) implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return server.connect().map(R2dbcConnection::new);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "simulated";
        }
    }
}
