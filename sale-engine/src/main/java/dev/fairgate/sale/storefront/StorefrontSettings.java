package dev.fairgate.sale.storefront;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the pages.
///
/// @param unlisted sales that no page links to, though the API lists them: where the risk service
///     knows one as a honeypot, whoever asks for it has read the API and not the page
@ConfigurationProperties("fairgate.storefront")
record StorefrontSettings(@DefaultValue("fairgate-honeypot") Set<String> unlisted) {

    StorefrontSettings {
        unlisted = Set.copyOf(unlisted);
    }
}
