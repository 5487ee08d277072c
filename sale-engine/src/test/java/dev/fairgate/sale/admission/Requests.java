package dev.fairgate.sale.admission;

import java.net.URI;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.reactive.function.server.MockServerRequest;
import org.springframework.web.reactive.function.server.ServerRequest;

/// Requests as a page on this machine, or a shop behind TLS, would send them.
final class Requests {

    private Requests() {}

    static MockServerRequest.Builder local() {
        return to("http://localhost:8080/");
    }

    static MockServerRequest.Builder shop() {
        return to("https://shop.example/");
    }

    static MockServerRequest.Builder to(String address) {
        URI uri = URI.create(address);
        return MockServerRequest.builder()
                .method(HttpMethod.GET)
                .uri(uri)
                .header("Host", uri.getRawAuthority());
    }

    static ServerRequest with(MockServerRequest.Builder request, ResponseCookie cookie) {
        return request.cookie(new HttpCookie(cookie.getName(), cookie.getValue())).build();
    }
}
