package io.parley.api.account.user;

import io.parley.api.id.UserId;
import java.util.List;

/** Asks who is erased without all of it being done; answered with {@link Begun}. */
public record FindErasures() {
    public record Begun(List<UserId> users) {}
}
