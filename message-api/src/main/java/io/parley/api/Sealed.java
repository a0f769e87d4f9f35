package io.parley.api;

/**
 * Text that only the holder of a person's key can read: AES-256-GCM. Nothing readable of a body, caption or name
 * enters an event or a view in any other form.
 *
 * @param keyId names the key in the key store; once that key is destroyed the text is gone
 * @param nonce 96 bits, base64
 * @param ct ciphertext and tag, base64
 */
public record Sealed(String keyId, String nonce, String ct) {}
