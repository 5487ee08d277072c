package dev.fairgate.sale.storefront;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssetsTest {

    private static final Path SOURCE = Path.of("src/main/resources/storefront/assets");
    private static final Pattern CODE =
            Pattern.compile("(?!\\s*(/\\*\\*.*\\*/|/\\*\\*[^/]*| \\*.*)$).*");

    private final Assets assets = Assets.load();
    private final String pinned = assets.base().substring("/assets/".length()) + "/";

    @Test
    void isTheSamePartUnderItsFingerprintAndWithoutButOnlyTheFirstIsForGood() {
        for (String name : new String[] {"site.css", "sale.js", "fairgate/solver-worker.js"}) {
            Assets.Part forGood = assets.find(pinned + name, false).orElseThrow();
            Assets.Part now = assets.find(name, false).orElseThrow();
            assertThat(forGood.isForGood()).isTrue();
            assertThat(now.isForGood()).isFalse();
            assertThat(forGood.getByteArray()).isEqualTo(now.getByteArray());
        }
    }

    @Test
    void underTheFingerprintOfAnotherReleaseAPartIsNeverForGood() {
        Assets.Part part = assets.find("v-000000000000/site.css", true).orElseThrow();
        assertThat(part.isForGood()).isFalse();
    }

    @Test
    void packsWithoutLoss() throws IOException {
        byte[] plain = assets.find("site.css", false).orElseThrow().getByteArray();
        Assets.Part packed = assets.find("site.css", true).orElseThrow();
        assertThat(packed.isPacked()).isTrue();
        assertThat(packed.getByteArray().length).isLessThan(plain.length / 2);
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(packed.getByteArray()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void leavesTheDocumentationOfScriptsAtHomeAndAllElseAsItIs() throws IOException {
        String sale = new String(assets.find("sale.js", false).orElseThrow().getByteArray(), UTF_8);
        assertThat(sale)
                .doesNotContain("/** The page of one sale", "@param")
                .contains("/** @type {any} */ (document.getElementById(id));")
                .contains("/** @type {HTMLElement} */ (moment.parentElement).hidden = over;")
                .contains("/* ---- buying ---- */");
        List<String> source = Files.readAllLines(SOURCE.resolve("sale.js"));
        assertThat(sale.lines().toList())
                .containsSubsequence(
                        source.stream().filter(line -> CODE.matcher(line).matches()).toList());
    }

    @Test
    void hasNothingThatIsNoPart() {
        for (String path :
                new String[] {
                    "", "fairgate", "../texts/en.json", pinned, pinned + "v-0/site.css", "x.js"
                }) {
            assertThat(assets.find(path, true)).as(path).isEmpty();
        }
    }
}
