package io.parley.edge.send;

import io.parley.api.asset.AssetGrants;
import io.parley.api.asset.AssetGrants.Purpose;
import io.parley.api.asset.Attachment;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.sealing.Sealer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What grants in a message attach to it. */
public final class Attachments {
    private final AssetGrants grants;
    private final Sealer sealer;

    public Attachments(AssetGrants grants, Sealer sealer) {
        this.grants = grants;
        this.sealer = sealer;
    }

    /** Empty where a grant is not valid for that person; the list is empty where there are no grants. */
    public Optional<List<Attachment>> of(UserId sender, ConversationId conversation, @Nullable List<String> given) {
        List<Attachment> attachments = new ArrayList<>();
        for (String text : given == null ? List.<String>of() : given) {
            Optional<AssetGrants.Grant> grant =
                    grants.read(text, Purpose.ATTACH).filter(one -> one.user().equals(sender));
            if (grant.isEmpty()) {
                return Optional.empty();
            }
            attachments.add(grant.get()
                    .attachment(sealer.seal(sender, conversation, grant.get().name())));
        }
        return Optional.of(attachments);
    }
}
