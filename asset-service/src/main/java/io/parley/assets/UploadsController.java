package io.parley.assets;

import io.parley.api.asset.AssetStored;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.assets.upload.Uploads;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Uploads that can be gone on with; the protocol is tus, not ours to describe. */
@Hidden
@RestController
public class UploadsController {
    static final String PATH = "/v1/uploads";

    /** Of the answer to the request that ended an upload, and to HEAD from then on. */
    private static final String ASSET = "Parley-Asset";

    private static final String NAME = "filename";
    private static final String DIGEST = "sha256";
    private static final int MOST_UNENDED = 32;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final Uploads uploads;
    private final Intake intake;

    UploadsController(Uploads uploads, Intake intake) {
        this.uploads = uploads;
        this.intake = intake;
    }

    @RequestMapping(
            path = {PATH, PATH + "/{upload}"},
            method = {
                RequestMethod.POST,
                RequestMethod.HEAD,
                RequestMethod.PATCH,
                RequestMethod.DELETE,
                RequestMethod.OPTIONS
            })
    void process(HttpServletRequest request, HttpServletResponse response, @AuthenticationPrincipal Jwt token)
            throws IOException {
        UserId owner = new UserId(Objects.requireNonNull(token.getSubject()));
        if (request.getMethod().equals("POST")) {
            check(request, owner);
        }
        Optional<AssetId> asset =
                uploads.process(request, response, owner, (metadata, bytes) -> store(owner, metadata, bytes));
        asset.ifPresent(id -> response.setHeader(ASSET, id.value()));
    }

    /** What would be refused in the end is so before anything is sent. */
    private void check(HttpServletRequest request, UserId owner) throws IOException {
        Map<String, String> metadata;
        try {
            metadata = Uploads.metadata(request.getHeader("Upload-Metadata"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("'Upload-Metadata' must be names and values in base64, as tus has it.");
        }
        FileName.of(NAME, metadata.get(NAME));
        digest(metadata.get(DIGEST));
        String length = request.getHeader("Upload-Length");
        if (length != null && length.matches("\\d{1,18}")) {
            intake.requireRoom(owner, Long.parseLong(length));
        }
        if (uploads.count(owner) >= MOST_UNENDED) {
            throw ProblemException.of(
                    ProblemCode.RATE_LIMITED,
                    "You have " + MOST_UNENDED + " uploads that have not ended; end or delete one first.");
        }
    }

    private AssetId store(UserId owner, Map<String, String> metadata, InputStream bytes) throws IOException {
        AssetStored stored =
                intake.upload(owner, FileName.of(NAME, metadata.get(NAME)), bytes, digest(metadata.get(DIGEST)));
        return stored.asset();
    }

    private static byte @Nullable [] digest(@Nullable String hex) {
        if (hex == null) {
            return null;
        }
        if (!SHA_256.matcher(hex).matches()) {
            throw ProblemException.badRequest("'sha256' must be the SHA-256 of the file, 64 hexadecimal digits.");
        }
        return HexFormat.of().parseHex(hex);
    }
}
