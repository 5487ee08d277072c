package dev.fairgate.models.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/// Shows how far some work is: as a bar on a terminal, else in a line every few seconds.
public final class ShownProgress implements Progress {

    private static final long BETWEEN_LINES_NS = Duration.ofSeconds(5).toNanos();
    private static final long MIB = 1 << 20;
    private static final int WIDTH = 100;

    private final PrintStream err;
    private final boolean isTerminal;
    private final LongSupplier nanoTime;
    private @Nullable ProgressBar bar;
    private String part = "";
    private Unit unit = Unit.ROWS;
    private long total;
    private long done;
    private long shownAt;

    /// @param nanoTime only differences count
    public ShownProgress(PrintStream err, boolean isTerminal, LongSupplier nanoTime) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void begin(String what, Unit of, long whole) {
        end();
        part = what;
        unit = of;
        total = whole;
        done = 0;
        shownAt = nanoTime.getAsLong();
        if (isTerminal) {
            ProgressBarBuilder builder =
                    new ProgressBarBuilder()
                            .setTaskName(what)
                            .setInitialMax(whole == 0 ? -1 : whole)
                            .setMaxRenderedLength(WIDTH)
                            .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH));
            bar = (of == Unit.BYTES ? builder.setUnit(" MiB", MIB) : builder).build();
        }
    }

    @Override
    public void add(long more) {
        done += more;
        ProgressBar shown = bar;
        if (shown != null) {
            shown.stepBy(more);
        } else if (!isTerminal && nanoTime.getAsLong() - shownAt > BETWEEN_LINES_NS) {
            shownAt = nanoTime.getAsLong();
            err.println(line());
        }
    }

    @Override
    public void end() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }

    private String line() {
        long scale = unit == Unit.BYTES ? MIB : 1;
        String of =
                switch (unit) {
                    case BYTES -> " MiB";
                    case ROWS -> " rows";
                    case TREES -> " trees";
                };
        return total == 0
                ? "%s: %,d%s".formatted(part, done / scale, of)
                : "%s: %,d of %,d%s".formatted(part, done / scale, total / scale, of);
    }
}
