package dev.fairgate.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssetsTest {

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
    void hasNothingThatIsNoPart() {
        for (String path :
                new String[] {
                    "", "fairgate", "../texts/en.json", pinned, pinned + "v-0/site.css", "x.js"
                }) {
            assertThat(assets.find(path, true)).as(path).isEmpty();
        }
    }
}
