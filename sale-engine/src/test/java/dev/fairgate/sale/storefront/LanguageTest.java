package dev.fairgate.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({
        "'', EN",
        "en-GB, EN",
        "zh, ZH_CN",
        "zh-CN, ZH_CN",
        "zh-Hans-CN, ZH_CN",
        "zh-TW, ZH_CN",
        "'de-DE, zh;q=0.8, en;q=0.5', ZH_CN",
        "'en;q=0.5, zh;q=0.9', ZH_CN",
        "'zh;q=0, en;q=0.1', EN",
        "'de, fr', EN",
        "*, EN",
        "';;;=', EN",
        "'zh;q=x', EN"
    })
    void takesTheFirstOfOursThatTheBrowserAsksFor(String header, Language language) {
        assertThat(Language.asked(List.of(header))).isEqualTo(language);
    }

    @Test
    void doesNotReadAHeaderThatNoBrowserSends() {
        assertThat(Language.asked(List.of("zh," + "x,".repeat(200)))).isEqualTo(Language.EN);
        assertThat(Language.asked(List.of())).isEqualTo(Language.EN);
    }
}
