package io.parley.query.account;

import io.parley.api.Sealed;
import io.parley.api.account.TokenClaims;
import io.parley.api.account.user.Devices;
import io.parley.api.account.user.FindDevices;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.query.dispatch.Queries;
import io.parley.sealing.Sealer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class DevicesController {
    private final Queries queries;
    private final Sealer sealer;

    public DevicesController(Queries queries, Sealer sealer) {
        this.queries = queries;
        this.sealer = sealer;
    }

    record DevicesAnswer(List<DeviceAnswer> devices) {}

    /**
     * @param name null where none was given
     * @param current whether it is the one that asks
     */
    record DeviceAnswer(
            @Schema(implementation = String.class) DeviceId device,
            @Nullable String name,
            Instant addedAt,
            boolean loggedIn,
            boolean current) {}

    @GetMapping("/v1/devices")
    @Operation(summary = "Your devices, the oldest first")
    @ApiResponse(responseCode = "200", description = "a device shows up moments after its first log-in")
    DevicesAnswer devices(@AuthenticationPrincipal Jwt token) {
        String current = token.getClaimAsString(TokenClaims.DEVICE);
        Devices devices = queries.ask(new FindDevices(new UserId(token.getSubject())), Devices.class);
        return new DevicesAnswer(devices.devices().stream()
                .map(entry -> new DeviceAnswer(
                        entry.device(),
                        opened(entry.name()),
                        entry.addedAt(),
                        entry.loggedIn(),
                        entry.device().value().equals(current)))
                .toList());
    }

    private @Nullable String opened(@Nullable Sealed name) {
        return name == null ? null : sealer.open(name).orElse(null);
    }
}
