package io.parley.query.privacy;

import io.parley.api.account.user.Privacy;
import io.parley.api.id.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Objects;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController("privacyView")
public class PrivacyController {
    private final Privacies privacies;

    public PrivacyController(Privacies privacies) {
        this.privacies = privacies;
    }

    /** @param presence and {@code lastSeen}: {@code everybody}, {@code contacts} or {@code nobody} */
    record PrivacySettings(String presence, String lastSeen, boolean readReceipts) {}

    @GetMapping("/v1/privacy")
    @Operation(summary = "What others may know of you: whether you are there, when you were last, what you have read")
    @ApiResponse(responseCode = "200", description = "a change may take a moment to show")
    PrivacySettings privacy(@AuthenticationPrincipal Jwt token) {
        Privacy privacy = privacies.of(new UserId(Objects.requireNonNull(token.getSubject())));
        return new PrivacySettings(privacy.presence().text(), privacy.lastSeen().text(), privacy.readReceipts());
    }
}
