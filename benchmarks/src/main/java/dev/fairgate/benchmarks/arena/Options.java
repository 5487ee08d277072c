package dev.fairgate.benchmarks.arena;

import dev.fairgate.benchmarks.arena.scenario.CannotPlay;
import dev.fairgate.benchmarks.arena.scenario.Hands;
import dev.fairgate.benchmarks.arena.scenario.Scenario;
import dev.fairgate.benchmarks.arena.scenario.ScenarioReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was asked for on the command line.
///
/// @param scenarios to be played, one after the other
/// @param engine where the sale engine is; null to start one
/// @param risk where the risk service is; null to start one
/// @param challengeFrom from which score on somebody is challenged; null as the model says
/// @param logs where the decision log of one that was started goes; null for nowhere
record Options(
        List<Scenario> scenarios,
        @Nullable URI engine,
        @Nullable URI risk,
        @Nullable Path logs,
        @Nullable Double challengeFrom) {

    static final String USAGE =
            """
            ./run attack [SCENARIO...] [--seed N] [--hands minimum-jerk|sigma-lognormal]
                         [--engine URL --risk URL [--not-loopback]] [--own]
              SCENARIO        a file, or a name in the scenarios folder (default: scalpers)
              --all           every scenario of the folder
              --seed N        other dice
              --hands MODEL   how people's hands are made
              --engine, --risk  what is attacked (default: the one that ./run started)
              --not-loopback  allow other machines: yours, and nobody else's
              --own           start a Fairgate of its own, and end it afterwards
              --challenge-from SCORE  of its model, 0 to 1 (default: as the model says)
              --logs FOLDER   keep its decision log there, with the labels: what models are trained on
            """;

    private static final String DEFAULT = "scalpers";

    /// Takes a copy.
    Options {
        scenarios = List.copyOf(scenarios);
    }

    /// @param folder of the shipped scenarios
    /// @param environment for the ports that `./run` listens on
    static Options of(List<String> arguments, Path folder, Map<String, String> environment) {
        Deque<String> left = new ArrayDeque<>(arguments);
        List<Scenario> scenarios = new ArrayList<>();
        Long seed = null;
        Hands hands = null;
        URI engine = at(environment, "FAIRGATE_SALE_PORT", "8080");
        URI risk = at(environment, "FAIRGATE_RISK_PORT", "8081");
        boolean anywhere = false;
        boolean own = false;
        Path logs = null;
        Double challengeFrom = null;
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            switch (argument) {
                case "--seed" -> seed = number(argument, left);
                case "--hands" -> hands = hands(value(argument, left));
                case "--engine" -> engine = uri(argument, left);
                case "--risk" -> risk = uri(argument, left);
                case "--not-loopback" -> anywhere = true;
                case "--own" -> own = true;
                case "--challenge-from" -> challengeFrom = score(argument, left);
                case "--logs" -> logs = Path.of(value(argument, left));
                case "--all" -> scenarios.addAll(ScenarioReader.all(folder));
                default -> scenarios.add(scenario(argument, folder));
            }
        }
        if (scenarios.isEmpty()) {
            scenarios.add(scenario(DEFAULT, folder));
        }
        if ((logs != null || challengeFrom != null) && !own) {
            throw new CannotPlay("--logs and --challenge-from go with --own.");
        }
        if (!anywhere && !own) {
            requireLoopback(engine);
            requireLoopback(risk);
        }
        return new Options(
                changed(scenarios, seed, hands),
                own ? null : engine,
                own ? null : risk,
                logs,
                challengeFrom);
    }

    private static List<Scenario> changed(
            List<Scenario> scenarios, @Nullable Long seed, @Nullable Hands hands) {
        return scenarios.stream()
                .map(it -> seed == null ? it : it.with(seed))
                .map(it -> hands == null ? it : it.with(hands))
                .toList();
    }

    private static Scenario scenario(String name, Path folder) {
        if (name.startsWith("-")) {
            throw new CannotPlay("'" + name + "' is not known:\n" + USAGE.stripTrailing());
        }
        Path shipped = folder.resolve(name + ".yaml");
        return ScenarioReader.read(
                name.matches("[a-z0-9-]+") && Files.exists(shipped) ? shipped : Path.of(name));
    }

    private static void requireLoopback(URI target) {
        try {
            if (InetAddress.getByName(target.getHost()).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new CannotPlay("The host of " + target + " is not known.");
        }
        throw new CannotPlay(
                target + " is not on this machine: --not-loopback says that it is yours.");
    }

    private static Hands hands(String name) {
        return switch (name) {
            case "minimum-jerk" -> Hands.MINIMUM_JERK;
            case "sigma-lognormal" -> Hands.SIGMA_LOGNORMAL;
            default -> throw new CannotPlay("--hands must be minimum-jerk or sigma-lognormal.");
        };
    }

    private static URI at(Map<String, String> environment, String variable, String absent) {
        return URI.create("http://127.0.0.1:" + environment.getOrDefault(variable, absent));
    }

    private static URI uri(String argument, Deque<String> left) {
        try {
            URI uri = URI.create(value(argument, left));
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // the sentence is the same
        }
        throw new CannotPlay(
                argument + " must be followed by a URL such as http://127.0.0.1:8080.");
    }

    private static double score(String argument, Deque<String> left) {
        String value = value(argument, left);
        if (!value.matches("0|1|0\\.[0-9]{1,9}")) {
            throw new CannotPlay(argument + " must be followed by a number from 0 to 1.");
        }
        return Double.parseDouble(value);
    }

    private static long number(String argument, Deque<String> left) {
        try {
            return Long.parseLong(value(argument, left));
        } catch (NumberFormatException e) {
            throw new CannotPlay(argument + " must be followed by a whole number.");
        }
    }

    private static String value(String argument, Deque<String> left) {
        String value = left.pollFirst();
        if (value == null) {
            throw new CannotPlay(argument + " must be followed by a value.");
        }
        return value;
    }
}
