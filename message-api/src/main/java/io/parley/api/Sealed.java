package io.parley.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Text that only the holder of a person's key can read: AES-256-GCM. Nothing readable of a body, caption or name
 * enters an event or a view in any other form.
 *
 * @param keyId names the key in the key store; once that key is destroyed the text is gone
 * @param period names the conversation's key of the day on which it was said, which is needed too; null for what was not said in a
 *     conversation
 * @param nonce 96 bits, base64
 * @param ct ciphertext and tag, base64
 */
public record Sealed(
        String keyId,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String period,

        String nonce,
        String ct) {
    public Sealed(String keyId, String nonce, String ct) {
        this(keyId, null, nonce, ct);
    }
}
