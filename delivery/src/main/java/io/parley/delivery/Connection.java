package io.parley.delivery;

import io.parley.api.id.UserId;

/**
 * One open socket.
 *
 * @param id unique for ever, also across edges
 * @param edge the edge incarnation that holds it
 */
public record Connection(String id, UserId user, String edge) {}
