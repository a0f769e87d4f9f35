package io.parley.assets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.asset.AssetGrants.Purpose;
import io.parley.api.asset.AssetStored;
import io.parley.api.asset.Thumbnail;
import io.parley.api.id.AssetId;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.assets.Assets.Carrier;
import io.parley.assets.storage.DecryptingStream;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourceRegion;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class AssetsController {
    private static final String THUMBNAIL = "image/jpeg";
    private static final Pattern SHA_256 = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");
    private static final Duration CACHED = Duration.ofDays(365);
    /** Whatever is in it: it runs nothing, and is framed by nobody. */
    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final Intake intake;
    private final Assets assets;

    AssetsController(Intake intake, Assets assets) {
        this.intake = intake;
        this.assets = assets;
    }

    /**
     * @param type media type, as the server found it
     * @param size in bytes
     * @param attach a grant for {@code attachments} of a {@code send} frame
     * @param url a path that works without a token, for a while
     * @param thumbnail the same of a small JPEG; null where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Granted(
            String asset,
            String type,
            long size,
            String name,
            @Nullable Integer width,
            @Nullable Integer height,
            String attach,
            String url,
            @Nullable String thumbnail) {}

    @PostMapping(path = "/v1/assets", consumes = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Upload a file: its bytes are the body")
    @ApiResponse(responseCode = "201", description = "stored; 'attach' attaches it to a message, 'url' fetches it")
    @ApiResponse(responseCode = "400", description = "empty, or not what 'Repr-Digest' says")
    @ApiResponse(responseCode = "413", description = "larger than this server takes")
    Granted upload(
            @RequestParam String name,
            @RequestHeader(name = "Repr-Digest", required = false) @Nullable String digest,
            HttpServletRequest request,
            @AuthenticationPrincipal Jwt token) {
        String fileName = FileName.of("name", name);
        if (intake.isTooLarge(request.getContentLengthLong())) {
            throw intake.tooLarge();
        }
        byte[] sha256 = digest == null ? null : sha256(digest);
        AssetStored stored;
        try {
            stored = intake.upload(userOf(token), fileName, request.getInputStream(), sha256);
        } catch (IOException brokenOff) {
            throw ProblemException.badRequest("The file did not come whole; upload it again.");
        }
        return granted(userOf(token), stored, fileName);
    }

    private static byte[] sha256(String digest) {
        Matcher matcher = SHA_256.matcher(digest);
        if (!matcher.matches()) {
            throw ProblemException.badRequest("'Repr-Digest' must be sha-256=:BASE64:, as in RFC 9530.");
        }
        return Base64.getDecoder().decode(matcher.group(1));
    }

    private Granted granted(UserId user, AssetStored stored, String name) {
        String url =
                "/v1/assets/" + stored.asset().value() + "?grant=" + assets.grant(user, stored, name, Purpose.FETCH);
        return new Granted(
                stored.asset().value(),
                stored.type(),
                stored.size(),
                name,
                stored.width(),
                stored.height(),
                assets.grant(user, stored, name, Purpose.ATTACH),
                url,
                stored.thumbnail() == null ? null : url + "&thumbnail=true");
    }

    @PostMapping("/v1/assets/{asset}/grants")
    @Operation(summary = "New grants for an asset that you can read: to attach it, and to fetch it without a token")
    @ApiResponse(responseCode = "200", description = "as after the upload")
    @ApiResponse(responseCode = "404", description = "there is none, or it is not for you")
    Granted grants(
            @PathVariable String asset,
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable Long seq,
            @RequestParam(required = false) @Nullable String user,
            @AuthenticationPrincipal Jwt token) {
        AssetStored stored =
                find(userOf(token), asset, carrier(conversation, seq, user)).orElseThrow(AssetsController::nothing);
        return granted(userOf(token), stored, assets.name(stored).orElseThrow(AssetsController::nothing));
    }

    @GetMapping("/v1/assets/{asset}")
    @Operation(
            summary =
                    "A file, whole or a range of it: your own, one in a message that you may see, or the picture in a profile;"
                            + " with 'thumbnail' a small JPEG of a picture that has one")
    @ApiResponse(responseCode = "200", description = "its bytes")
    @ApiResponse(responseCode = "206", description = "those that 'Range' asks for")
    @ApiResponse(responseCode = "404", description = "there is none, or it is not for you")
    @ApiResponse(responseCode = "416", description = "it has none of those that 'Range' asks for")
    ResponseEntity<Resource> fetch(
            HttpServletRequest request,
            @PathVariable String asset,
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable Long seq,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String grant,
            @RequestParam(defaultValue = "false") boolean thumbnail,
            @AuthenticationPrincipal @Nullable Jwt token) {
        AssetStored stored = (grant == null ? find(token, asset, carrier(conversation, seq, user)) : find(asset, grant))
                .orElseThrow(AssetsController::nothing);
        Thumbnail small = thumbnail ? stored.thumbnail() : null;
        if (small == null) {
            Supplier<DecryptingStream> bytes = assets.open(stored).orElseThrow(AssetsController::nothing);
            return answer(request, stored, stored.type(), "", stored.size(), bytes);
        }
        Supplier<DecryptingStream> bytes = assets.open(stored, small).orElseThrow(AssetsController::nothing);
        return answer(request, stored, THUMBNAIL, "-small", small.size(), bytes);
    }

    private ResponseEntity<Resource> answer(
            HttpServletRequest request,
            AssetStored stored,
            String type,
            String variant,
            long size,
            Supplier<DecryptingStream> bytes) {
        if (request.getMethod().equals("HEAD")) {
            return headers(stored, type, variant)
                    .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                    .contentLength(size)
                    .build();
        }
        AssetResource whole = AssetResource.of(stored.asset(), size, bytes);
        String ranges = request.getHeader(HttpHeaders.RANGE);
        long first = ranges == null ? 0 : first(ranges, whole);
        if (first < 0) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size)
                    .build();
        }
        return headers(stored, type, variant).body(whole.readFrom(first));
    }

    /** Offset at which the first range begins; -1 where there is no such range. */
    private static long first(String ranges, Resource whole) {
        try {
            return HttpRange.toResourceRegions(HttpRange.parseRanges(ranges), whole).stream()
                    .mapToLong(ResourceRegion::getPosition)
                    .findFirst()
                    .orElse(0);
        } catch (IllegalArgumentException noneSuch) {
            return -1;
        }
    }

    private ResponseEntity.BodyBuilder headers(AssetStored stored, String type, String variant) {
        return ResponseEntity.ok()
                .contentType(shownAs(type))
                .eTag('"' + stored.asset().value() + variant + '"')
                .cacheControl(CacheControl.maxAge(CACHED).cachePrivate().immutable())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(stored).toString())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }

    private Optional<AssetStored> find(@Nullable Jwt token, String asset, @Nullable Carrier in) {
        if (token == null) {
            throw ProblemException.of(ProblemCode.UNAUTHORIZED, ProblemCode.UNAUTHORIZED.sentence());
        }
        return find(userOf(token), asset, in);
    }

    private Optional<AssetStored> find(UserId user, String asset, @Nullable Carrier in) {
        return AssetId.parse(asset).flatMap(id -> assets.find(user, id, in));
    }

    private Optional<AssetStored> find(String asset, String grant) {
        return AssetId.parse(asset).flatMap(id -> assets.find(id, grant));
    }

    private static @Nullable Carrier carrier(@Nullable String conversation, @Nullable Long seq, @Nullable String user) {
        if ((conversation == null) != (seq == null) || (seq != null && user != null)) {
            throw ProblemException.badRequest(
                    "Give 'conversation' and 'seq' of the message, or 'user' for their picture, or nothing.");
        }
        if (user != null) {
            return new Carrier.AsAvatar(new UserId(user));
        }
        return conversation == null || seq == null
                ? null
                : new Carrier.InMessage(new ConversationId(conversation), seq);
    }

    /** Markup is text here: no browser may take it for a page of ours. */
    private static MediaType shownAs(String type) {
        return MediaTypes.isShown(type) ? MediaType.parseMediaType(type) : MediaType.APPLICATION_OCTET_STREAM;
    }

    private ContentDisposition disposition(AssetStored stored) {
        ContentDisposition.Builder disposition =
                MediaTypes.isShown(stored.type()) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return disposition
                .filename(assets.name(stored).orElse("file"), StandardCharsets.UTF_8)
                .build();
    }

    @DeleteMapping("/v1/assets/{asset}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a file of yours, from every message that carries it too")
    @ApiResponse(responseCode = "204", description = "gone")
    @ApiResponse(responseCode = "404", description = "there is none, or it is not yours")
    void remove(@PathVariable String asset, @AuthenticationPrincipal Jwt token) {
        if (AssetId.parse(asset).flatMap(id -> assets.remove(userOf(token), id)).isEmpty()) {
            throw nothing();
        }
    }

    private static ProblemException nothing() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no such file, or it is not for you.");
    }

    private static UserId userOf(Jwt token) {
        return new UserId(Objects.requireNonNull(token.getSubject()));
    }
}
