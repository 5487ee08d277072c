package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.EntityKind;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.remote.commands.CreateInitialStateAndExecuteCommand;
import io.github.bucket4j.distributed.remote.commands.TryConsumeAndReturnRemainingTokensCommand;
import io.github.bucket4j.distributed.serialization.InternalSerializationHelper;
import io.github.bucket4j.distributed.versioning.Versions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// One token of one bucket, from what a node knows of it to what the store shall hold: ours, and
/// Bucket4j's own command beside it.
@State(Scope.Thread)
public class BucketBenchmark {

    private static final int MANY = 1024;
    private static final long BEGIN = 1_790_000_000_000_000_000L;

    /// A bucket's turn comes round about once a second, which brings one token back.
    private static final long STEP = 976_563;

    private final LimitRequest request =
            new LimitRequest(
                    new LimitKey(LimitEntity.ACCOUNT, "buyer"),
                    new Limit(10, 1, Duration.ofSeconds(1)),
                    1);
    private final String key = request.storeKey();
    private final BucketConfiguration configuration =
            Objects.requireNonNull(
                    new BucketMemory(1, 1, () -> BEGIN, NetworkMemory.NONE).configuration(request));
    private final RemoteCommand<ConsumptionProbe> command =
            new CreateInitialStateAndExecuteCommand<>(
                    configuration, new TryConsumeAndReturnRemainingTokensCommand(1));
    private final byte[][] bucket4jValues = new byte[MANY][];
    private final byte[][] values = new byte[MANY][];
    private final StoredBucket[] buckets = new StoredBucket[MANY];
    private final Stamps stamps = new Stamps();
    private int next;
    private long now = BEGIN;

    /// Makes buckets with 1 to 8 of 10 tokens taken.
    @Setup
    public void take() {
        for (int i = 0; i < MANY; i++) {
            MutableBucketEntry entry = new MutableBucketEntry((byte[]) null);
            for (int taken = 0; taken <= i % 8; taken++) {
                command.execute(entry, BEGIN);
            }
            RemoteBucketState state = entry.get();
            state.setConfigurationVersion(request.version());
            byte[] bytes = InternalSerializationHelper.serializeState(state, Versions.getLatest());
            bucket4jValues[i] = bytes;
            values[i] = stored(bytes);
            buckets[i] = StoredBucket.held(EntityKind.ACCOUNT, values[i]);
        }
    }

    /// A bucket that this node saw last: refill, take, write.
    @Benchmark
    public void remembered(Blackhole hole) {
        int i = next++ & MANY - 1;
        buckets[i] = taken(buckets[i], now += STEP, hole);
    }

    /// A bucket as the store sent it: read, refill, take, write.
    @Benchmark
    public void fromStore(Blackhole hole) {
        byte[] value = values[next++ & MANY - 1];
        hole.consume(taken(StoredBucket.held(EntityKind.ACCOUNT, value), soon(), hole));
    }

    /// The same by the command that Bucket4j's proxy manager sends: read, refill, take, write.
    @Benchmark
    public void bucket4j(Blackhole hole) {
        MutableBucketEntry entry = new MutableBucketEntry(bucket4jValues[next++ & MANY - 1]);
        hole.consume(command.execute(entry, soon()));
        hole.consume(entry.getStateBytes(Versions.getLatest()));
    }

    /// A value of the store: a stamp, the bucket with its length, no profile.
    private byte[] stored(byte[] bucket) {
        return ByteBuffer.allocate(Stamps.BYTES + Short.BYTES + bucket.length)
                .put(stamps.next())
                .putShort((short) bucket.length)
                .put(bucket)
                .array();
    }

    /// Within four seconds, so that the tokens that come back are few.
    private long soon() {
        return BEGIN + (next & 4 * MANY - 1) * STEP;
    }

    private StoredBucket taken(StoredBucket before, long at, Blackhole hole) {
        StoredBucket.Attempt attempt = before.attempt(request, configuration, at);
        hole.consume(attempt.take(request));
        StoredBucket after = attempt.after(stamps);
        hole.consume(attempt.swap(key, after));
        return after;
    }
}
