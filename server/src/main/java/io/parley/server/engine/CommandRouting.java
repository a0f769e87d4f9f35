package io.parley.server.engine;

import io.parley.api.account.device.DeviceCommand;
import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleCommand;
import io.parley.api.account.handle.RegisterUser;
import io.parley.api.account.user.UserCommand;
import io.parley.api.asset.AssetCommand;
import io.parley.api.conversation.GroupCommand;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.StartDirect;
import io.parley.api.receipts.AdvanceReceipts;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.RoutingStrategy;

/** Commands to one aggregate go to one process, as long as the same processes are there. */
final class CommandRouting implements RoutingStrategy {
    @Override
    public String getRoutingKey(CommandMessage<?> command) {
        return switch (command.getPayload()) {
            case SendMessages send -> send.conversation().value();
            case AdvanceReceipts advance -> advance.receipts().toString();
            case StartDirect start -> start.conversation().value();
            case GroupCommand group -> group.conversation().value();
            case UserCommand user -> user.user().value();
            case DeviceCommand device -> device.device().value();
            case HandleCommand handle ->
                switch (handle) {
                    case RegisterUser register -> register.handle().toString();
                };
            case AssetCommand asset -> asset.asset().value();
            case FindOwner find -> find.handle().toString();
            default -> command.getIdentifier();
        };
    }
}
