package io.parley.command.conversation;

import io.parley.api.conversation.DirectCommand;
import io.parley.api.conversation.DirectCommand.AcceptRequest;
import io.parley.api.conversation.DirectCommand.BlockPeer;
import io.parley.api.conversation.DirectCommand.UnblockPeer;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectEvent.RequestAccepted;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.Optional;

/** What one of two people may decide about the other, and what comes of it. */
final class DirectRules {
    private final Peers peers;
    private final Instant now;

    DirectRules(Peers peers, Instant now) {
        this.peers = peers;
        this.now = now;
    }

    /** Empty where all is as it was asked for already. */
    Optional<DirectEvent> decide(DirectCommand command) {
        UserId by = command.by();
        return switch (command) {
            case BlockPeer block -> happensIf(!peers.isBlocking(by), new PeerBlocked(block.conversation(), by, now));
            case UnblockPeer unblock ->
                happensIf(peers.isBlocking(by), new PeerUnblocked(unblock.conversation(), by, now));
            case AcceptRequest accept ->
                happensIf(peers.isAsked(by), new RequestAccepted(accept.conversation(), by, now));
        };
    }

    private static Optional<DirectEvent> happensIf(boolean changes, DirectEvent event) {
        return changes ? Optional.of(event) : Optional.empty();
    }
}
