package dev.fairgate.proof.simulate.redis;

import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.Life;
import dev.fairgate.proof.simulate.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A Redis process: it carries out what has come, writes it to disk (`appendfsync always`), and
/// only then answers; meanwhile the next commands wait. A crash forgets what was not on disk.
public final class SimulatedRedis {

    private static final Duration READ = Duration.ofNanos(20_000);

    private final VirtualTime time;
    private final Chance chance;
    private final MemoryRedis memory;
    private final boolean hasDisk;
    private final List<Runnable> onCrash = new ArrayList<>();
    private List<Asked> inbox = new ArrayList<>();
    private Life life = new Life("redis");
    private Duration slowestWrite = Duration.ofMillis(2);
    private boolean busy;
    private int durable;

    private record Asked(List<String> command, Consumer<Reply> answer) {}

    private SimulatedRedis(VirtualTime time, Chance chance, MemoryRedis memory, boolean hasDisk) {
        this.hasDisk = hasDisk;
        this.time = time;
        this.chance = chance;
        this.memory = memory;
    }

    /// A ledger: every write is on disk before its answer.
    public static SimulatedRedis withDisk(VirtualTime time, Chance chance, MemoryRedis memory) {
        return new SimulatedRedis(time, chance, memory, true);
    }

    /// A risk store: a crash forgets everything.
    public static SimulatedRedis withoutDisk(VirtualTime time, Chance chance, MemoryRedis memory) {
        return new SimulatedRedis(time, chance, memory, false);
    }

    /// The data. Changes of it that are not on disk yet may still be lost: see [#isDurable()].
    public MemoryRedis memory() {
        return memory;
    }

    /// Whether all that was written is on disk.
    public boolean isDurable() {
        return durable == memory.log().size();
    }

    public boolean isUp() {
        return !life.isOver();
    }

    /// How long the disk takes at most from now on.
    public void disk(Duration slowest) {
        slowestWrite = slowest;
    }

    /// Ends the process as `kill -9` does.
    public void crash() {
        time.note("ledger crashes");
        life.end();
        inbox.clear();
        busy = false;
        memory.forgetAfter(durable);
        List.copyOf(onCrash).forEach(Runnable::run);
    }

    /// Starts it again with what was on disk.
    public void start() {
        time.note("ledger starts");
        life = new Life("redis");
    }

    /// Adds an entry to a stream as somebody else's program would.
    public void add(String stream, List<String> fields) {
        List<String> command = new ArrayList<>(List.of("XADD", stream, "*"));
        command.addAll(fields);
        receive(command, reply -> {});
    }

    void onCrash(Runnable then) {
        onCrash.add(then);
    }

    void forget(Runnable then) {
        onCrash.remove(then);
    }

    void receive(List<String> command, Consumer<Reply> answer) {
        if (isUp()) {
            inbox.add(new Asked(command, answer));
            time.as(life, this::turn);
        }
    }

    private void turn() {
        if (busy || inbox.isEmpty()) {
            return;
        }
        busy = true;
        List<Asked> batch = inbox;
        inbox = new ArrayList<>();
        List<Reply> replies = batch.stream().map(it -> memory.execute(it.command())).toList();
        Duration write = !hasDisk || isDurable() ? READ : chance.between(READ, slowestWrite);
        time.after(write, "ledger answers", () -> answer(batch, replies));
    }

    private void answer(List<Asked> batch, List<Reply> replies) {
        durable = hasDisk ? memory.log().size() : 0;
        busy = false;
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().accept(replies.get(i));
        }
        turn();
    }
}
