package dev.fairgate.models.publish;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A running risk service, as the command line names it.
final class RiskService {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int LONGEST_TOKEN = 4_096;
    private static final JsonFactory JSON = new JsonFactory();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081",
            description = "Of the risk service (default: ${DEFAULT-VALUE}, that of ./run).")
    private URI url = URI.create("http://127.0.0.1:8081");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            required = true,
            description = "Holds a token of an analyst or an admin, and nothing else.")
    private Path tokenFile = Path.of("");

    /// Sends a file; what it is called there.
    String upload(byte[] signed) throws CannotPublish, InterruptedException {
        String answer =
                send(
                        "/api/v1/models",
                        "application/octet-stream",
                        BodyPublishers.ofByteArray(signed));
        return text(answer, "version");
    }

    /// Puts a model on a stage.
    void stage(String version, String json) throws CannotPublish, InterruptedException {
        send(
                "/api/v1/models/" + version + "/stage",
                "application/json",
                BodyPublishers.ofString(json));
    }

    private String send(String path, String type, HttpRequest.BodyPublisher body)
            throws CannotPublish, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve(path))
                            .timeout(DEADLINE)
                            .header("Authorization", "Bearer " + token())
                            .header("Content-Type", type)
                            .POST(body)
                            .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new CannotPublish(
                        "The risk service answers %d: %s"
                                .formatted(answer.statusCode(), text(answer.body(), "detail")));
            }
            return answer.body();
        } catch (IOException e) {
            throw new CannotPublish(
                    "There is no risk service at %s: start one with ./run, or say --url."
                            .formatted(url));
        } catch (IllegalArgumentException e) {
            throw new CannotPublish(
                    "--url must be like http://127.0.0.1:8081, not '%s'.".formatted(url));
        }
    }

    private String token() throws CannotPublish {
        try {
            if (Files.size(tokenFile) <= LONGEST_TOKEN) {
                String token = Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
                if (token.matches("[!-~]+")) {
                    return token;
                }
            }
        } catch (IOException e) {
            // the sentence is the same
        }
        throw new CannotPublish("There is no token in '%s'.".formatted(tokenFile));
    }

    /// A text of an answer; the answer itself if it is no such JSON.
    private static String text(String json, String field) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.PROPERTY_NAME
                        && field.equals(parser.currentName())
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    return parser.getString();
                }
            }
        } catch (tools.jackson.core.JacksonException e) {
            // no JSON of ours: somebody else answers there
        }
        return json.length() > 200 ? json.substring(0, 200) : json;
    }
}
