package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.crowd.Customer.Ground;
import dev.fairgate.benchmarks.arena.report.Play;
import dev.fairgate.benchmarks.arena.scenario.CannotPlay;
import dev.fairgate.benchmarks.arena.scenario.Scenario;
import dev.fairgate.benchmarks.arena.shop.Storefront;
import dev.fairgate.benchmarks.arena.shop.Visitor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Plays one sale: makes it and all accounts, lets everybody in, waits until the time is over, and
/// counts.
public final class Stage {

    private static final Duration LEAD = Duration.ofSeconds(7);
    private static final int PROGRESS_MS = 5_000;

    private final Storefront shop;
    private final Scenario scenario;
    private final PrintStream out;

    /// @param out where progress is told
    public Stage(Storefront shop, Scenario scenario, PrintStream out) {
        this.shop = shop;
        this.scenario = scenario;
        this.out = out;
    }

    /// What one play came to, and whose accounts were whose.
    public record Played(Play play, List<Label> labels) {}

    /// Who is behind an account, for whoever trains on the decision log.
    public record Label(String account, String sale, boolean person) {}

    /// Plays.
    ///
    /// @param sale the id of the sale, which does not exist yet
    /// @param run anything; another one has other networks
    /// @param side 0 or 1; the same run's plays share no network
    public Played play(String sale, int run, int side) throws IOException, InterruptedException {
        String admin = shop.admin("arena-admin");
        Clock clock = new Clock();
        Book book = new Book(scenario.playMs());
        Ground ground = new Ground(shop, sale, clock, book, scenario.sale().holdMs());
        Crowd crowd = new Crowd(scenario, ground, new Crowd.Cast(sale, run, side));
        signIn(crowd.visitors());
        Instant opensAt = Instant.now().plus(LEAD);
        clock.opensAt(opensAt);
        shop.createSale(admin, terms(sale, opensAt));
        shop.awaitSale(sale);
        run(crowd.actors(), clock, book);
        shop.pauseSale(admin, sale);
        requireBalanced(sale, shop.audit(admin, sale));
        return new Played(new Count(scenario, crowd, book).play(), labels(sale, crowd));
    }

    private void signIn(List<Visitor> visitors) throws IOException, InterruptedException {
        out.printf("  %,d accounts are made%n", visitors.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (Visitor visitor : visitors) {
                all.add(
                        () -> {
                            shop.signIn(visitor);
                            return true;
                        });
            }
            for (Future<Boolean> one : threads.invokeAll(all)) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotPlay why) {
                throw why;
            }
            throw new IOException("accounts cannot be made", e.getCause());
        }
    }

    private void run(List<Actor> actors, Clock clock, Book book)
            throws IOException, InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (Actor actor : actors) {
                all.add(
                        threads.submit(
                                () -> {
                                    actor.play();
                                    return null;
                                }));
            }
            for (int at = 0; at <= scenario.playMs(); at += PROGRESS_MS) {
                clock.await(at);
                out.printf(
                        "  %3d s  units: people %,d, bots %,d%n",
                        at / 1_000, book.units(true), book.units(false));
            }
            clock.await(scenario.playMs());
        } finally {
            threads.shutdownNow();
        }
        requireNoDefect(all);
        threads.close();
    }

    /// An actor that fails is a defect of the crowd, and its result would be worth nothing.
    private static void requireNoDefect(List<Future<?>> all) throws IOException {
        for (Future<?> one : all) {
            if (one.state() == Future.State.FAILED
                    && !(one.exceptionNow() instanceof InterruptedException)) {
                throw new IOException("somebody in the crowd failed", one.exceptionNow());
            }
        }
    }

    private ObjectNode terms(String sale, Instant opensAt) {
        ObjectNode terms = JsonMapper.shared().createObjectNode();
        terms.put("id", sale)
                .put("title", "Arena: " + scenario.name())
                .put("description", "Played by simulated people and bots.")
                .put("imageUrl", "")
                .put("opensAt", opensAt.toString())
                .put("closesAt", opensAt.plus(Duration.ofHours(1)).toString())
                .put("allocation", scenario.sale().units())
                .put("perAccountLimit", scenario.sale().perAccountLimit())
                .put("holdMs", scenario.sale().holdMs());
        terms.putObject("price").put("amount", 4900).put("currency", "EUR");
        return terms;
    }

    private static void requireBalanced(String sale, JsonNode audit) {
        if (!audit.path("balanced").asBoolean()) {
            throw new IllegalStateException("the books of " + sale + " do not balance: " + audit);
        }
    }

    private static List<Label> labels(String sale, Crowd crowd) {
        List<Label> labels = new ArrayList<>();
        for (List<Sheet> sheets : crowd.people().values()) {
            sheets.forEach(it -> labels.add(new Label(it.account(), sale, true)));
        }
        for (List<Sheet> sheets : crowd.bots()) {
            sheets.forEach(it -> labels.add(new Label(it.account(), sale, false)));
        }
        return labels;
    }
}
