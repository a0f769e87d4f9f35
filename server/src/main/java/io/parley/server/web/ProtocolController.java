package io.parley.server.web;

import io.parley.protocol.AsyncApi;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProtocolController {
    @GetMapping(path = "/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The socket's protocol, as an AsyncAPI document")
    String asyncApi() {
        return AsyncApi.json();
    }
}
