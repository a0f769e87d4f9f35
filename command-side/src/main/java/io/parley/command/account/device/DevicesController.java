package io.parley.command.account.device;

import io.parley.api.id.DeviceId;
import io.parley.command.account.token.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class DevicesController {
    private final Devices devices;

    public DevicesController(Devices devices) {
        this.devices = devices;
    }

    @DeleteMapping("/v1/devices/{device}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Log one of your devices out for good")
    @ApiResponse(responseCode = "204", description = "revoked")
    @ApiResponse(responseCode = "404", description = "unknown_device")
    void revoke(@PathVariable String device, @AuthenticationPrincipal Jwt token) {
        devices.revoke(Caller.of(token).user(), new DeviceId(device));
    }
}
