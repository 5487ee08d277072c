package dev.fairgate.risk.policy;

import dev.fairgate.risk.RefusedToStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    private static final String ON_CLASS_PATH = "classpath:";

    /// @param file a path, or `classpath:` and a resource: `policy/default.json`,
    ///     `policy/strict.json` (everybody is challenged), `policy/limits-wide.json` (limits that
    ///     never bite, for tests of other things)
    /// @param patch a JSON merge patch (RFC 7396) over the file, such as
    ///     `{"thresholds":{"challenge":0.6}}`: what is different here, without a copy of the rest
    /// @param fixed whether file and patch decide alone: nothing is stored, and nobody may change
    ///     it
    @ConfigurationProperties("fairgate.policy")
    record Settings(
            @DefaultValue("classpath:policy/default.json") String file,
            @DefaultValue("{}") String patch,
            @DefaultValue("false") boolean fixed) {}

    @Bean
    CurrentPolicy currentPolicy(Settings settings) {
        return new CurrentPolicy(load(settings.file(), settings.patch()));
    }

    @Bean
    Seed policySeed(Settings settings) {
        String file = settings.file();
        String content =
                file.startsWith(ON_CLASS_PATH)
                        ? file // another release with another default is no wish of the operator
                        : new String(bytes(file), StandardCharsets.UTF_8);
        String document = new String(patched(file, settings.patch()), StandardCharsets.UTF_8);
        return Seed.of(document, content + "\n" + settings.patch(), settings.fixed());
    }

    private static byte[] patched(String file, String patch) {
        return PolicyReader.patched(bytes(file), patch.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(
                        () ->
                                new RefusedToStart(
                                        "The policy %s (fairgate.policy.file) or the patch"
                                                        .formatted(file)
                                                + " over it (fairgate.policy.patch) is not"
                                                + " JSON."));
    }

    static Policy load(String file, String patch) {
        byte[] document = patched(file, patch);
        return switch (PolicyReader.read(document, Preset.NORMAL, 1)) {
            case PolicyReader.Reading.Valid(Policy policy) -> policy;
            case PolicyReader.Reading.Faulty(var faults) ->
                    throw new RefusedToStart(
                            "The policy %s (fairgate.policy.file) has %d fault%s: %s"
                                    .formatted(
                                            file,
                                            faults.size(),
                                            faults.size() == 1 ? "" : "s",
                                            faults.stream()
                                                    .map(Fault::toString)
                                                    .collect(Collectors.joining("; "))));
        };
    }

    private static byte[] bytes(String file) {
        try {
            return file.startsWith(ON_CLASS_PATH)
                    ? resource(file.substring(ON_CLASS_PATH.length()))
                    : Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new RefusedToStart(
                    "The policy file "
                            + file
                            + " cannot be read: set fairgate.policy.file to one that can.");
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream =
                PolicyConfiguration.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new NoSuchFileException(name);
            }
            return stream.readAllBytes();
        }
    }
}
